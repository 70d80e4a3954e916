import { createTestLog } from '../test-log.js';
import type { Act, Mutations, World } from './mutation.js';

const auditing = (path: string, body: object = {}) => {
  return async ({ owner }: World): Promise<Act> =>
    () =>
      owner.post(`/audit/${path}`, body);
};

/** A running legal hold; `id` is the hold's. */
async function hold({ owner, story }: World): Promise<string> {
  const { id } = await story().sent();
  return String((await owner.post(`/audit/envelopes/${id}/holds`, { reason: 'A lawsuit.' })).json.id);
}

/** Two signed checkpoints of a log that grew in between. */
async function twoCheckpoints({ api, owner }: World): Promise<string[]> {
  const log = await createTestLog(api.database, api.logDir);
  const checkpoints: string[] = [];
  for (let i = 0; i < 2; i += 1) {
    await owner.post('/audit/searches', {});
    await log.sequencer().run();
    checkpoints.push((await log.checkpoints.newest())?.note ?? '');
  }
  // Not closed: that would take the tiles away with it.
  await log.prisma.$disconnect();
  return checkpoints;
}

export const ofAuditing: Mutations = {
  'POST /api/v1/audit/searches': { arrange: auditing('searches'), transactions: [['audit.searched']] },
  'POST /api/v1/audit/exports': {
    arrange: auditing('exports', { query: {}, what: 'envelopes', format: 'json' }),
    transactions: [['audit.exported']],
  },
  'POST /api/v1/audit/samples': {
    arrange: auditing('samples', { from: '2020-01-01T00:00:00Z', to: '2021-01-01T00:00:00Z', count: 1 }),
    transactions: [['audit.sampled']],
  },
  'POST /api/v1/audit/samples/views': {
    arrange: auditing('samples/views'),
    transactions: [['audit.viewed']],
  },
  'POST /api/v1/audit/holds/views': { arrange: auditing('holds/views'), transactions: [['audit.viewed']] },
  'POST /api/v1/audit/comparisons': {
    arrange: async (world) => {
      const checkpoints = await twoCheckpoints(world);
      return () => world.owner.post('/audit/comparisons', { checkpoints });
    },
    transactions: [['audit.compared']],
  },
  'POST /api/v1/audit/envelopes/:id/views': {
    arrange: async ({ owner, story }) => {
      const { id } = await story().sent();
      return () => owner.post(`/audit/envelopes/${id}/views`);
    },
    transactions: [['audit.viewed']],
  },
  'POST /api/v1/audit/envelopes/:id/downloads': {
    arrange: async ({ owner, story }) => {
      const { id } = await story().sent();
      return () => owner.post(`/audit/envelopes/${id}/downloads`, { kind: 'audit.json' });
    },
    transactions: [['audit.downloaded']],
  },
  'POST /api/v1/audit/envelopes/:id/holds': {
    arrange: async ({ owner, story }) => {
      const { id } = await story().sent();
      return () => owner.post(`/audit/envelopes/${id}/holds`, { reason: 'A lawsuit.' });
    },
    transactions: [['hold.placed']],
  },
  'POST /api/v1/audit/holds/:id/lift': {
    arrange: async (world) => {
      const id = await hold(world);
      return () => world.owner.post(`/audit/holds/${id}/lift`, { reason: 'It was settled.' });
    },
    transactions: [['hold.lifted']],
  },
};
