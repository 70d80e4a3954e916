import type { Mutations, World } from './mutation.js';

interface Template {
  readonly id: string;
  readonly roles: readonly { readonly id: string }[];
}

async function template({ owner, story }: World): Promise<Template> {
  const { id } = await story().draft();
  const { json } = await owner.post('/templates', { fromEnvelopeId: id, name: 'Lease' });
  return json as unknown as Template;
}

/** A list that was checked, with as many good rows. */
async function checkedList(world: World, rows: number): Promise<string> {
  const { id } = await template(world);
  return String((await upload(world, id, rows)).json.id);
}

async function upload({ owner }: World, templateId: string, rows: number) {
  const { sampleCsv } = (await owner.get(`/templates/${templateId}/bulk-columns`)).json;
  const [head = '', sample = ''] = String(sampleCsv).split(/\r?\n/);
  const list = [head, ...Array.from({ length: rows }, () => sample)].join('\n');
  return owner.upload(`/templates/${templateId}/bulk-sends`, 'list.csv', new TextEncoder().encode(list));
}

export const ofTemplates: Mutations = {
  'POST /api/v1/templates': {
    arrange: async ({ owner, story }) => {
      const { id } = await story().draft();
      return () => owner.post('/templates', { fromEnvelopeId: id, name: 'Lease' });
    },
    transactions: [['template.created']],
  },
  'DELETE /api/v1/templates/:id': {
    arrange: async (world) => {
      const { id } = await template(world);
      return () => world.owner.send(`/templates/${id}`, { method: 'DELETE' });
    },
    transactions: [['template.archived']],
  },
  'POST /api/v1/templates/:id/envelopes': {
    arrange: async (world) => {
      const { id, roles } = await template(world);
      const recipients = roles.map(({ id: roleId }) => ({ roleId, name: 'Ada', email: 'ada@example.test' }));
      return () => world.owner.post(`/templates/${id}/envelopes`, { recipients });
    },
    transactions: [['envelope.created']],
  },
  'POST /api/v1/templates/:id/bulk-sends': {
    arrange: async (world) => {
      const { id } = await template(world);
      return () => upload(world, id, 1);
    },
    transactions: [['bulk.checked']],
  },
  'POST /api/v1/bulk-sends/:id/start': {
    arrange: async (world) => {
      const id = await checkedList(world, 1);
      return () => world.owner.post(`/bulk-sends/${id}/start`);
    },
    transactions: [['bulk.started']],
  },
  'POST /api/v1/bulk-sends/:id/cancel': {
    arrange: async (world) => {
      const id = await checkedList(world, 1);
      return () => world.owner.post(`/bulk-sends/${id}/cancel`);
    },
    transactions: [['bulk.cancelled']],
  },
  'POST /api/v1/bulk-sends/:id/retry-failed': {
    arrange: async (world) => {
      const id = await checkedList(world, 1);
      await world.owner.post(`/bulk-sends/${id}/start`);
      await world.sql(
        `UPDATE bulk_row SET state = 'failed', error_code = 'document-in-use' WHERE bulk_id = '${id}'`,
      );
      return () => world.owner.post(`/bulk-sends/${id}/retry-failed`);
    },
    transactions: [['bulk.retried']],
  },
};
