import { randomBytes } from 'node:crypto';
import type { TestInstance } from './test-instance.js';

/** Makes the platform say that it can seal, for tests that send without a sealer running. */
export async function pretendSealerIsReady({ database, ids }: TestInstance): Promise<void> {
  await database.query(
    'admin',
    `INSERT INTO seal_key (id, label, algorithm, fingerprint, origin, exportable, soft_token, token_manufacturer,
       token_model, token_serial, probe, chain_pem, trust_pem, subject, not_before, not_after)
     VALUES ($1, 'seal', 'ecdsa-p256-sha256', $2, 'generated-in-token', false, true, '', '', '', '{}', '', '', 'CN=Test',
       now() - interval '1 day', now() + interval '900 days')`,
    [ids.uuid(), randomBytes(32)],
  );
  await database.query(
    'admin',
    `INSERT INTO service_health (name, state, detail, since, checked_at)
     VALUES ('sealer', 'ok', 'Ready.', now(), now() + interval '1 day')`,
  );
}
