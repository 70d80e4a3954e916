import { createHash, randomBytes } from 'node:crypto';
import type { TestDatabase } from './database.js';
import { inOrganisation } from './seed-envelope.js';

/** Puts a link into the database as the worker would when it mails one. @returns its token. */
export async function makeLink(
  database: TestDatabase,
  organisationId: string,
  recipientId: string,
  linkId: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const hashHex = createHash('sha256').update(token).digest('hex');
  const insert = `INSERT INTO recipient_link (id, organisation_id, recipient_id, token_hash)
    VALUES ('${linkId}', '${organisationId}', '${recipientId}', '\\x${hashHex}')`;
  await database.query('admin', inOrganisation(organisationId, insert));
  return token;
}
