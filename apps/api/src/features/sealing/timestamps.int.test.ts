import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '@sealwright/audit';
import { verifyPdf } from '@sealwright/signing-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import type { SealingPolicy } from '../../domain/sealing-policy.js';
import type { SealFile } from '../../ports/seal-repository.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { createTestTimestamps, type TestTimestamps } from '../../testing/test-timestamps.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let timestamps: TestTimestamps;
let sealer: RunningProcess | null = null;

beforeAll(async () => {
  instance = await createTestInstance();
  const { authority, trustFile } = instance.token;
  timestamps = await createTestTimestamps({ authority, trustFile, dir: join(instance.dir, 'timestamps') });
});
beforeEach(async () => {
  await timestamps.become('answers');
  await timestamps.revocation('there');
});
afterEach(async () => {
  await sealer?.kill('SIGTERM');
  sealer = null;
});
afterAll(async () => {
  await timestamps?.close();
  await instance?.close();
});

const read = <T>(work: Parameters<typeof instance.unitOfWork.read<T>>[1]) =>
  instance.unitOfWork.read(instance.organisationId, work);
const declare = (policy: SealingPolicy) =>
  instance.unitOfWork.transact(instance.organisationId, (tx) => tx.sealingPolicy.save(policy));
const startSealer = (environment: Record<string, string> = {}) => {
  sealer = instance.start('sealer', { ...timestamps.environment, ...environment });
  return sealer;
};
/** Its first probe is behind it, so what is asked from here on is asked for a seal. */
const sealerThatKnowsTheAuthority = async () => {
  const before = timestamps.asked();
  startSealer();
  await until(async () => timestamps.asked() > before);
};
const attention = (id: EnvelopeId) =>
  read(async (tx) => (await tx.envelopes.listItem(id))?.attention ?? null);
const completed = (id: EnvelopeId) =>
  until(() => read(async (tx) => (await tx.envelopes.find(id))?.status === 'completed'));
const filesOf = (id: EnvelopeId) =>
  read(async (tx) => {
    const seal = (await tx.seals.ofEnvelope(id)).find(({ kind }) => kind === 'document');
    return seal ? await tx.seals.files(seal.id) : [];
  });
/** Of the audit certificate, which allows no changes (DocMDP 1) and still gets its timestamps. */
const certificateFiles = (id: EnvelopeId): Promise<readonly SealFile[]> =>
  until(() =>
    read(async (tx) => {
      const seal = (await tx.seals.ofEnvelope(id)).find(({ kind }) => kind === 'certificate');
      const files = seal ? await tx.seals.files(seal.id) : [];
      return files.length > 0 ? files : null;
    }),
  );
const reached = (id: EnvelopeId, level: string, count: number): Promise<readonly SealFile[]> =>
  until(async () => {
    const files = await filesOf(id);
    return files.length === count && files.at(-1)?.level === level ? files : null;
  });
const bytesOf = (file: SealFile | undefined) =>
  instance.blobs.get(instance.organisationId, file?.sha256Hex ?? '');
const verify = async (file: SealFile | undefined) => {
  const trustedRootsPem = [readFileSync(instance.token.trustFile, 'utf8')];
  return await verifyPdf(await bytesOf(file), { trustedRootsPem });
};
/** Time passes for whoever waits, or for a dead worker's lease. */
const hurry = (sql: string) => instance.database.query('admin', inOrganisation(instance.organisationId, sql));
/** As if none had waited yet: a lease that runs out after many tries is rested from. */
const hurryExtensions = () =>
  hurry("UPDATE seal_extension SET next_attempt_at = now(), attempts = 0 WHERE state = 'waiting'");

describe('a seal with timestamps', () => {
  it('reaches B-LTA in one go, and the record says so', async () => {
    await declare({ timestamps: 'required', level: 'B-LTA' });
    startSealer();
    const { id } = await envelopeInSealing(instance, 'all at once');
    await completed(id);
    const [file] = await reached(id, 'B-LTA', 1);
    const report = await verify(file);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map(({ kind }) => kind)).toEqual(['signature', 'document-timestamp']);
    const extension = await read(async (tx) => (await tx.sealExtensions.ofEnvelope(id))[0]);
    expect(extension?.condition.state).toBe('done');
    expect(extension?.renewAt?.getTime()).toBeGreaterThan(Date.now() + 800 * 86_400_000);
    const [certificate] = await certificateFiles(id);
    expect(certificate?.level).toBe('B-LTA');
    expect((await verify(certificate)).verdict).toBe('valid');
    const events = await read((tx) => tx.auditLog.events(`envelope:${id}`));
    const signed = events.find(({ type }) => type === 'seal.signed');
    expect(Buffer.from(signed?.bytes ?? []).toString()).toContain('"level":"B-LTA"');
    expect(Buffer.from(signed?.bytes ?? []).toString()).toContain(timestamps.name);
  });

  it('is signed anew with more room when a token is longer than any before', async () => {
    await declare({ timestamps: 'required', level: 'B-LTA' });
    await sealerThatKnowsTheAuthority();
    await timestamps.become('verbose');
    const { id, sealId } = await envelopeInSealing(instance, 'chatty authority');
    await completed(id);
    const [file] = await reached(id, 'B-LTA', 1);
    expect((await verify(file)).verdict).toBe('valid');
    const seal = await read((tx) => tx.seals.find(sealId));
    expect(seal?.contentsByteLength).toBeGreaterThan(8_192);
    const events = await read((tx) => tx.auditLog.events(`envelope:${id}`));
    const intents = events.filter(
      ({ type, bytes }) => type === 'seal.intended' && Buffer.from(bytes).includes('"document"'),
    );
    expect(intents).toHaveLength(2);
  });

  it('asks nobody where none is wanted', async () => {
    await declare({ timestamps: 'none', level: 'B-B' });
    await sealerThatKnowsTheAuthority();
    const before = timestamps.asked();
    const { id } = await envelopeInSealing(instance, 'without');
    await completed(id);
    expect((await reached(id, 'B-B', 1))[0]?.authority).toBeNull();
    expect(timestamps.asked()).toBe(before);
    expect(await read((tx) => tx.sealExtensions.ofEnvelope(id))).toEqual([]);
  });
});

describe('required', () => {
  it('waits, says for whom since when, signs nothing in vain, and goes on by itself', async () => {
    await declare({ timestamps: 'required', level: 'B-T' });
    await timestamps.become('down');
    startSealer();
    const { id, sealId } = await envelopeInSealing(instance, 'authority away');
    const seen = await until(() => attention(id));
    expect(seen.code).toBe('timestamp-unavailable');
    expect(seen.sentence).toMatch(
      new RegExp(
        `^Waiting for a timestamp: authority ${timestamps.name} unreachable since \\d\\d:\\d\\d UTC, retrying`,
      ),
    );
    expect(seen.nextAttemptAt).not.toBeNull();
    expect((await read((tx) => tx.seals.find(sealId)))?.intentAt).toBeNull();
    await timestamps.become('answers');
    await completed(id);
    await reached(id, 'B-T', 1);
    expect(await attention(id)).toBeNull();
  });

  it('is not satisfied by answers to another question', async () => {
    await declare({ timestamps: 'required', level: 'B-T' });
    await sealerThatKnowsTheAuthority();
    await timestamps.become('replays');
    const { id } = await envelopeInSealing(instance, 'replayed');
    const seen = await until(() => attention(id));
    expect(seen.code).toBe('timestamp-invalid');
    expect(seen.sentence).toContain('gives unusable answers since');
    await timestamps.become('answers');
    await completed(id);
  });

  it('waits for revocation data too', async () => {
    await declare({ timestamps: 'required', level: 'B-LT' });
    await timestamps.revocation('missing');
    startSealer();
    const { id } = await envelopeInSealing(instance, 'no lists');
    expect((await until(() => attention(id))).code).toBe('validation-data-incomplete');
    await timestamps.revocation('there');
    await hurry("UPDATE seal SET next_attempt_at = now() WHERE state = 'waiting'");
    await completed(id);
    await reached(id, 'B-LT', 1);
  });

  it('releases what waits when the organisation stops requiring it', async () => {
    await declare({ timestamps: 'required', level: 'B-T' });
    await timestamps.become('down');
    startSealer();
    const { id } = await envelopeInSealing(instance, 'let go');
    await until(() => attention(id));
    await declare({ timestamps: 'none', level: 'B-B' });
    await hurry("UPDATE seal SET next_attempt_at = now() WHERE state = 'waiting'");
    await completed(id);
    await reached(id, 'B-B', 1);
  });
});

describe('preferred', () => {
  it('completes at B-B while the authority is away, and extends the file when it is back', async () => {
    await declare({ timestamps: 'preferred', level: 'B-LTA' });
    await timestamps.become('down');
    startSealer();
    const { id } = await envelopeInSealing(instance, 'upgraded later');
    await completed(id);
    const [first] = await reached(id, 'B-B', 1);
    const waiting = await until(() =>
      read(async (tx) => {
        const condition = (await tx.sealExtensions.ofEnvelope(id)).map((one) => one.condition);
        return condition.find(({ state }) => state === 'waiting');
      }),
    );
    expect(waiting).toMatchObject({ cause: { code: 'timestamp-unavailable' } });
    await timestamps.become('answers');
    const [, longer] = await reached(id, 'B-LTA', 2);
    const before = await bytesOf(first);
    const after = await bytesOf(longer);
    expect(Buffer.compare(after.subarray(0, before.length), before)).toBe(0);
    expect((await verify(first)).verdict).toBe('valid');
    expect((await verify(longer)).verdict).toBe('valid');
    const records = await read((tx) => tx.auditLog.events(`envelope:${id}`));
    const extended = records.filter(({ type }) => type === 'seal.extended');
    const told = extended.map(({ bytes }) => Buffer.from(bytes).toString());
    expect(
      told.some((text) => text.includes(first?.sha256Hex ?? '-') && text.includes(longer?.sha256Hex ?? '-')),
    ).toBe(true);
    const personal = await read((tx) => tx.auditLog.personal(`envelope:${id}`));
    expect(verifyChain(`envelope:${id}`, records, { personal }).firstBad).toBeNull();
    const envelope = await read((tx) => tx.envelopes.find(id));
    expect(envelope?.documents[0]?.sealedSha256Hex).toBe(first?.sha256Hex);
  });

  it('does not hold a document back for an authority that never answers', async () => {
    await declare({ timestamps: 'preferred', level: 'B-T' });
    await sealerThatKnowsTheAuthority();
    await timestamps.become('silent');
    const { id } = await envelopeInSealing(instance, 'tarpit');
    await completed(id);
    await reached(id, 'B-B', 1);
  });
});

describe('a seal with timestamps killed in the middle', () => {
  it.each(['K4', 'K5', 'K6', 'K8', 'K9'])('at %s leaves one sealed file at its level', async (point) => {
    await declare({ timestamps: 'required', level: 'B-LTA' });
    const { id } = await envelopeInSealing(instance, `stamped, killed at ${point}`);
    expect(await startSealer({ SEALWRIGHT_CRASH_AT: point }).ended).toBe('SIGKILL');
    await hurry("UPDATE seal SET lease_until = now() - interval '1 s' WHERE state = 'leased'");
    startSealer();
    await completed(id);
    const files = await reached(id, 'B-LTA', 1);
    expect((await verify(files[0])).verdict).toBe('valid');
  });
});

describe('the extension killed in the middle', () => {
  it.each(['X1', 'X2', 'X3', 'X4', 'X5', 'X6'])('at %s leaves one longer file', async (point) => {
    await declare({ timestamps: 'preferred', level: 'B-LTA' });
    await timestamps.become('down');
    const first = startSealer();
    const { id } = await envelopeInSealing(instance, `killed at ${point}`);
    await until(async () => (await filesOf(id)).length === 1);
    await until(() => read(async (tx) => (await tx.envelopes.find(id))?.status === 'completed'));
    await first.kill('SIGTERM');
    await timestamps.become('answers');
    await hurryExtensions();
    expect(await startSealer({ SEALWRIGHT_CRASH_AT: point }).ended).toBe('SIGKILL');
    await hurry("UPDATE seal_extension SET lease_until = now() - interval '1 s' WHERE state = 'leased'");
    startSealer();
    const files = await reached(id, 'B-LTA', 2);
    expect((await verify(files[1])).verdict).toBe('valid');
    const events = await read((tx) => tx.auditLog.events(`envelope:${id}`));
    const told = events.filter(
      ({ type, bytes }) => type === 'seal.extended' && Buffer.from(bytes).includes('"document"'),
    );
    expect(told).toHaveLength(1);
  });
});

describe('an archive timestamp that has come of age', () => {
  it('is renewed by another one around it', async () => {
    await declare({ timestamps: 'required', level: 'B-LTA' });
    startSealer();
    const { id } = await envelopeInSealing(instance, 'renewed');
    await completed(id);
    const [first] = await reached(id, 'B-LTA', 1);
    await hurry('UPDATE seal_extension SET renew_at = now()');
    const [, renewed] = await reached(id, 'B-LTA', 2);
    expect(renewed?.reason).toBe('renewed');
    const kinds = (await verify(renewed)).signatures.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'document-timestamp')).toHaveLength(2);
    expect((await verify(first)).verdict).toBe('valid');
    const extension = await read(async (tx) => (await tx.sealExtensions.ofEnvelope(id))[0]);
    expect(extension?.renewAt?.getTime()).toBeGreaterThan(Date.now());
  });
});
