import type { Mutations } from './mutation.js';

export const ofAccounts: Mutations = {
  'POST /api/auth/sign-in/email': {
    arrange: async ({ api, user: { email, password } }) => {
      const browser = api.browser();
      return () => browser.post('/api/auth/sign-in/email', { email, password });
    },
    transactions: [['account.signed-in']],
  },
  'POST /api/auth/sign-out': {
    alone: true,
    arrange:
      async ({ owner }) =>
      () =>
        owner.post('/api/auth/sign-out'),
    transactions: [['account.signed-out']],
  },
  'POST /api/auth/change-password': {
    alone: true,
    arrange: async ({ owner, user }) => {
      const body = { currentPassword: user.password, newPassword: 'quite another passphrase' };
      return () => owner.post('/api/auth/change-password', { ...body, revokeOtherSessions: true });
    },
    transactions: [['account.signed-out', 'account.password-changed', 'account.signed-in']],
  },
  'POST /api/v1/api-keys': {
    arrange:
      async ({ owner }) =>
      () =>
        owner.post('/api-keys', { name: 'books', scopes: ['envelopes:read'] }),
    transactions: [['api-key.created']],
  },
  'DELETE /api/v1/api-keys/:id': {
    arrange: async ({ owner }) => {
      const { json } = await owner.post('/api-keys', { name: 'books', scopes: ['envelopes:read'] });
      return () => owner.send(`/api-keys/${String(json.id)}`, { method: 'DELETE' });
    },
    transactions: [['api-key.revoked']],
  },
};
