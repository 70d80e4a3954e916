import type { Mutations, World } from './mutation.js';

const rule = { documentsAfterDays: 30, personalAfterDays: 60, locked: false };
const email = 'gone@example.test';

async function templateId({ owner, story }: World): Promise<string> {
  const { id } = await story().draft();
  return String((await owner.post('/templates', { fromEnvelopeId: id, name: 'Lease' })).json.id);
}

/** A person known from a row of a list that failed: nothing stands in the way of erasing them. */
async function knownPerson(world: World): Promise<void> {
  const id = await templateId(world);
  const { sampleCsv } = (await world.owner.get(`/templates/${id}/bulk-columns`)).json;
  const list = new TextEncoder().encode(String(sampleCsv));
  const { json } = await world.owner.upload(`/templates/${id}/bulk-sends`, 'list.csv', list);
  const values = JSON.stringify({ email });
  await world.sql(
    `UPDATE bulk_row SET state = 'failed', values = '${values}' WHERE bulk_id = '${String(json.id)}'`,
  );
}

export const ofForgetting: Mutations = {
  'PUT /api/v1/retention/organisation': {
    alone: true,
    arrange: async ({ owner }) => {
      return () => owner.send('/retention/organisation', { method: 'PUT', body: rule });
    },
    transactions: [['retention.changed']],
  },
  'DELETE /api/v1/retention/organisation': {
    alone: true,
    arrange: async ({ owner }) => {
      await owner.send('/retention/organisation', { method: 'PUT', body: rule });
      return () => owner.send('/retention/organisation', { method: 'DELETE' });
    },
    transactions: [['retention.changed']],
  },
  'PUT /api/v1/retention/templates/:id': {
    arrange: async (world) => {
      const path = `/retention/templates/${await templateId(world)}`;
      return () => world.owner.send(path, { method: 'PUT', body: rule });
    },
    transactions: [['retention.changed']],
  },
  'DELETE /api/v1/retention/templates/:id': {
    arrange: async (world) => {
      const path = `/retention/templates/${await templateId(world)}`;
      await world.owner.send(path, { method: 'PUT', body: rule });
      return () => world.owner.send(path, { method: 'DELETE' });
    },
    transactions: [['retention.changed']],
  },
  'POST /api/v1/privacy/lookups': {
    alone: true,
    arrange: async (world) => {
      await knownPerson(world);
      return () => world.owner.post('/privacy/lookups', { email });
    },
    writesNothing: 'An address must not stand in a path, where logs keep it.',
  },
  'POST /api/v1/privacy/exports': {
    alone: true,
    arrange: async (world) => {
      await knownPerson(world);
      return () => world.owner.post('/privacy/exports', { email });
    },
    transactions: [['person.exported']],
  },
  'POST /api/v1/privacy/erasures': {
    alone: true,
    arrange: async (world) => {
      await knownPerson(world);
      const wish = { email, confirm: email, ground: 'objection' };
      return () => world.owner.post('/privacy/erasures', wish);
    },
    transactions: [['person.erasure-requested']],
  },
};
