import { readFileSync } from 'node:fs';
import { verifyEvidence } from '@sealwright/verifier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let id: EnvelopeId;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('worker');
  instance.start('sealer');
  ({ id } = await envelopeInSealing(instance, 'to be checked'));
});
afterAll(async () => {
  await instance?.close();
});

async function hashes() {
  const sql = `SELECT encode(e.certificate_sha256, 'hex') AS certificate, encode(d.sealed_sha256, 'hex') AS sealed
    FROM envelope e JOIN document d ON d.envelope_id = e.id WHERE e.id = $1 AND e.certificate_sha256 IS NOT NULL`;
  const [row] = await instance.database.query('admin', sql, [id]);
  return row as { certificate: string; sealed: string } | undefined;
}

describe('what the platform hands out', () => {
  it('is valid for the verifier, with nothing but a root and the log’s key', async () => {
    const { certificate: certificateHash, sealed } = await until(hashes);
    const certificate = await instance.blobs.get(instance.organisationId, certificateHash);
    const document = await instance.blobs.get(instance.organisationId, sealed);
    const keys = await instance.database.query('admin', 'SELECT verifier_key FROM log_key', []);
    const report = await verifyEvidence({
      certificate,
      documents: [document],
      trustedRootsPem: [readFileSync(instance.token.trustFile, 'utf8')],
      logKeys: keys.map(({ verifier_key }) => String(verifier_key)),
    });
    expect(report.checks.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(report.story).toMatchObject({
      envelopeId: id,
      ending: 'completed',
      documents: [{ isGiven: true }],
    });
    const changed = certificate.slice();
    const letter = changed.findLastIndex((byte) => byte >= 0x61 && byte <= 0x66);
    changed[letter] = (changed[letter] ?? 0) ^ 1;
    const trustedRootsPem = [readFileSync(instance.token.trustFile, 'utf8')];
    expect((await verifyEvidence({ certificate: changed, trustedRootsPem })).verdict).toBe('invalid');
  });
});
