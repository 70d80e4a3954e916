import type { Mutations } from './mutation.js';

export const ofSettings: Mutations = {
  'PUT /api/v1/sealing-settings/policy': {
    alone: true,
    arrange: async ({ owner }) => {
      const body = { timestamps: 'none', level: 'B-B' };
      return () => owner.send('/sealing-settings/policy', { method: 'PUT', body });
    },
    transactions: [['sealing.policy-changed']],
  },
};
