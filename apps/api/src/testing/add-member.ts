import { hashPassword } from '../features/accounts/password-hash.js';
import { ApiBrowser } from './api-browser.js';
import type { TestInstance } from './test-instance.js';

/** Adds a user with a password to an instance's organisation and signs them in at its api. */
export async function signInMember(
  { database, organisationId, ids }: TestInstance,
  origin: string,
  role: 'owner' | 'admin' | 'member',
  email: string,
): Promise<ApiBrowser> {
  const userId: string = ids.uuid();
  const password = 'a long enough passphrase';
  await database.query(
    'admin',
    `INSERT INTO "user" (id, name, email, email_verified, updated_at) VALUES ($1, 'Ada Lovelace', $2, true, now())`,
    [userId, email],
  );
  await database.query(
    'admin',
    `INSERT INTO account (id, account_id, provider_id, user_id, password, updated_at)
     VALUES ($1, $2, 'credential', $3, $4, now())`,
    [ids.uuid(), userId, userId, await hashPassword(password)],
  );
  const member = 'INSERT INTO member (id, organization_id, user_id, role) VALUES ($1, $2, $3, $4)';
  await database.query('admin', member, [ids.uuid(), organisationId, userId, role]);
  const browser = new ApiBrowser(origin);
  const answer = await browser.post('/api/auth/sign-in/email', { email, password });
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
  return browser;
}
