import { readFileSync } from 'node:fs';
import { evidenceFiles, readAuditJson } from '@sealwright/audit';
import { logLeafHash, parseVerifierKey, verifyTlogProof } from '@sealwright/audit/log';
import { attachmentsOf, verifyPdf } from '@sealwright/signing-core/verify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('worker');
  instance.start('sealer');
});
afterAll(async () => {
  await instance?.close();
});

const certificateOf = (id: EnvelopeId) =>
  until(async () => {
    const sql = "SELECT encode(certificate_sha256, 'hex') AS hex FROM envelope WHERE id = $1";
    return (await instance.database.query('admin', sql, [id]))[0]?.hex as string | null;
  });
const conditionOf = async (id: EnvelopeId) => {
  const sql =
    "SELECT state, cause_code, attempts, next_attempt_at FROM seal WHERE envelope_id = $1 AND kind = 'certificate'";
  return (await instance.database.query('admin', sql, [id]))[0];
};
const typesOf = async (id: EnvelopeId) => {
  const events = await instance.unitOfWork.read(instance.organisationId, (tx) =>
    tx.auditLog.events(`envelope:${id}`),
  );
  return events.map(({ type }) => type);
};

describe('a certificate', () => {
  it('carries the proof that the log holds its last event', async () => {
    const { id } = await envelopeInSealing(instance, 'proven');
    const bytes = await instance.blobs.get(instance.organisationId, await certificateOf(id));
    const trustedRootsPem = [readFileSync(instance.token.trustFile, 'utf8')];
    const report = await verifyPdf(bytes, { trustedRootsPem });
    expect(report.verdict).toBe('valid');
    const files = new Map(attachmentsOf(bytes).map((file) => [file.fileName, file.bytes]));
    const textOf = (name: string) => Buffer.from(files.get(name) ?? []).toString('utf8');
    const record = readAuditJson(files.get(evidenceFiles.record.name) ?? new Uint8Array());
    const [before, head] = record.events.slice(-2).map((event) => Buffer.from(event.chainHashHex, 'hex'));
    const logKeys = textOf(evidenceFiles['log-keys'].name).trim().split('\n').map(parseVerifierKey);
    const leaf = logLeafHash(`envelope:${id}`, before ?? Buffer.alloc(32), head ?? Buffer.alloc(32));
    const origin = logKeys[0]?.name ?? '';
    expect(await verifyTlogProof(textOf(evidenceFiles.proof.name), leaf, { origin, logKeys })).toMatchObject({
      verdict: 'included',
    });
    expect(record.events.at(-1)?.event.type).toBe('envelope.completed');
    expect(textOf(evidenceFiles.readme.name)).toContain('http://localhost:4680/verify');
  });

  it('waits where people see it while the log is behind, without an event for each second, and is then made', async () => {
    const log = new pg.Client({ connectionString: instance.database.adminUrl });
    await log.connect();
    await log.query('BEGIN');
    await log.query('SELECT * FROM log_state FOR UPDATE');
    try {
      const { id } = await envelopeInSealing(instance, 'held up');
      const held = await until(async () => {
        const seal = await conditionOf(id);
        return seal?.state === 'waiting' ? seal : null;
      });
      expect(held).toMatchObject({ cause_code: 'log-behind' });
      expect(held.next_attempt_at).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      // Each look is no try: a fault of the token afterwards must not find the longest rest.
      expect((await conditionOf(id))?.attempts).toBeLessThanOrEqual(1);
      const item = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.listItem(id));
      expect(item?.attention?.code).toBe('log-behind');
      await log.query('COMMIT');
      await certificateOf(id);
      expect(await typesOf(id)).not.toContain('seal.failed');
      expect((await typesOf(id)).filter((type) => type === 'certificate.issued')).toHaveLength(1);
    } finally {
      await log.end();
    }
  });
});
