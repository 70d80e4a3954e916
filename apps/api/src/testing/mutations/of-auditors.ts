import { createHash, randomBytes } from 'node:crypto';
import type { Act, Mutations, World } from './mutation.js';

async function granted({ owner, api }: World): Promise<{ id: string; email: string }> {
  const email = `rosa${api.ids.uuid()}@audit.example`;
  const { json } = await owner.post('/auditors', { name: 'Rosa Prüfer', email, reason: 'Annual audit' });
  return { id: String(json.id), email };
}

const steering = (act: string, body?: object) => {
  return async (world: World): Promise<Act> => {
    const { id } = await granted(world);
    return () => world.owner.post(`/auditors/${id}/${act}`, body);
  };
};

export const ofAuditors: Mutations = {
  'POST /api/v1/auditors': {
    arrange: async ({ owner, api }) => {
      const email = `rosa${api.ids.uuid()}@audit.example`;
      return () => owner.post('/auditors', { name: 'Rosa Prüfer', email, reason: 'Annual audit' });
    },
    transactions: [['auditor.granted']],
  },
  'POST /api/v1/auditors/:id/extend': {
    arrange: steering('extend', { days: 20 }),
    transactions: [['auditor.extended']],
  },
  'POST /api/v1/auditors/:id/mail': { arrange: steering('mail'), transactions: [['auditor.mail-asked']] },
  'POST /api/v1/auditors/:id/end': { arrange: steering('end'), transactions: [['auditor.ended']] },
  'POST /api/auth/reset-password': {
    arrange: async (world) => {
      const { email } = await granted(world);
      const token = randomBytes(24).toString('base64url');
      // As the worker keeps the link it mails.
      const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url');
      await world.sql(`INSERT INTO verification (id, identifier, value, expires_at, updated_at)
        SELECT '${world.api.ids.uuid()}', '${identifier}', id, now() + interval '1 day', now() FROM "user"
        WHERE email = '${email}'`);
      const body = { token, newPassword: 'a long enough passphrase' };
      return () => world.api.browser().post('/api/auth/reset-password', body);
    },
    transactions: [['auditor.password-set']],
  },
};
