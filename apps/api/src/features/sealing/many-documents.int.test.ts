import { readFileSync } from 'node:fs';
import { verifyChain } from '@sealwright/audit';
import { verifyPdf } from '@sealwright/signing-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';
import { readSealFacts, toSealView } from '../envelopes/seal-view.js';

let instance: TestInstance;
let sealers: RunningProcess[] = [];
beforeAll(async () => {
  instance = await createTestInstance();
});
afterEach(async () => {
  await Promise.all(sealers.map((each) => each.kill('SIGTERM')));
  sealers = [];
});
afterAll(async () => {
  await instance?.close();
});

const start = (environment: Record<string, string> = {}) => {
  const sealer = instance.start('sealer', environment);
  sealers.push(sealer);
  return sealer;
};
const read = <T>(work: Parameters<typeof instance.unitOfWork.read<T>>[1]) =>
  instance.unitOfWork.read(instance.organisationId, work);
const change = (sql: string) =>
  instance.database.query('admin', inOrganisation(instance.organisationId, sql));
const aliveFor = (sealId: string | undefined, seconds: number) =>
  change(`UPDATE seal SET lease_until = now() + interval '${seconds} s' WHERE id = '${sealId}'`);

/** As if other workers had these in hand: nobody takes them until their lease is over. */
const holdBack = (sealIds: readonly string[]) =>
  change(`UPDATE seal SET state = 'leased', fence = 1, lease_until = now() + interval '1 hour'
    WHERE id IN (${sealIds.map((id) => `'${id}'`).join()})`);
const deadLeasesRunOut = () =>
  change(`UPDATE seal SET lease_until = now() - interval '1 s'
    WHERE state = 'leased' AND lease_until < now() + interval '30 minutes'`);

const sealsOf = (id: EnvelopeId) =>
  read(async (tx) => {
    const envelope = await tx.envelopes.find(id);
    return envelope === null ? [] : (await readSealFacts(tx, envelope)).map(toSealView);
  });
const ended = (id: EnvelopeId) =>
  until(async () => {
    const envelope = await read((tx) => tx.envelopes.find(id));
    return envelope?.status === 'completed' && envelope.certificateSha256Hex !== null ? envelope : null;
  });

/** Each document sealed once, with its own file; one completion that names them all; one certificate. */
async function expectAllSealedOnce(id: EnvelopeId): Promise<void> {
  const envelope = await ended(id);
  const trustedRootsPem = [readFileSync(instance.token.trustFile, 'utf8')];
  for (const { sealedSha256Hex, frozenSha256Hex } of envelope.documents) {
    const sealed = await instance.blobs.get(instance.organisationId, sealedSha256Hex ?? '');
    const expectedPrefix = await instance.blobs.get(instance.organisationId, frozenSha256Hex);
    expect((await verifyPdf(sealed, { trustedRootsPem, expectedPrefix })).verdict).toBe('valid');
  }
  const stream = `envelope:${id}`;
  const { records, personal } = await read(async (tx) => ({
    records: await tx.auditLog.events(stream),
    personal: await tx.auditLog.personal(stream),
  }));
  const told = records.map(({ type, bytes }) => ({ type, data: dataOf(bytes) }));
  const signed = told.filter(({ type, data }) => type === 'seal.signed' && data.purpose === 'document');
  const documentIds = envelope.documents.map((one) => one.id);
  expect(signed.map(({ data }) => data.documentId).sort()).toEqual([...documentIds].sort());
  const completions = told.filter(({ type }) => type === 'envelope.completed');
  expect(completions).toHaveLength(1);
  expect(completions[0]?.data.documents).toEqual(
    envelope.documents.map((one) =>
      expect.objectContaining({ documentId: one.id, sealedSha256Hex: one.sealedSha256Hex }),
    ),
  );
  expect(told.filter(({ type }) => type === 'certificate.issued')).toHaveLength(1);
  expect(verifyChain(stream, records, { personal }).firstBad).toBeNull();
}

type Told = Readonly<Record<string, unknown>>;
const dataOf = (bytes: Uint8Array) => (JSON.parse(Buffer.from(bytes).toString()) as { data: Told }).data;

describe('the sealer killed between the documents of one envelope', () => {
  it('at every step of the next one leaves each sealed once, and the envelope completed once', async () => {
    const points = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9', 'K10'];
    const { id, sealIds } = await envelopeInSealing(instance, 'many', undefined, points.length + 2);
    const [, ...others] = sealIds;
    await holdBack(others);
    expect(await start({ SEALWRIGHT_CRASH_AT: 'K10' }).ended).toBe('SIGKILL');
    expect((await sealsOf(id)).map(({ state }) => state)).toEqual(['done', ...others.map(() => 'leased')]);
    for (const [index, point] of points.entries()) {
      await aliveFor(others[index], -1);
      expect(await start({ SEALWRIGHT_CRASH_AT: point }).ended).toBe('SIGKILL');
      expect(await read(async (tx) => (await tx.envelopes.find(id))?.status)).toBe('sealing');
      await deadLeasesRunOut();
    }
    await aliveFor(others.at(-1), -1);
    start();
    await expectAllSealedOnce(id);
  });
});

describe('two sealers at once', () => {
  it('seal the documents of one envelope side by side, and exactly one of them completes it', async () => {
    const made = [];
    for (let n = 0; n < 4; n += 1) made.push(await envelopeInSealing(instance, `shared ${n}`, undefined, 3));
    start();
    start();
    for (const { id } of made) await expectAllSealedOnce(id);
  });
});

describe('the token away between two documents', () => {
  it('keeps what is sealed, says at which document it waits, and goes on when it is back', async () => {
    const { id, sealIds } = await envelopeInSealing(instance, 'between', undefined, 2);
    await holdBack(sealIds.slice(1));
    const first = start();
    await until(async () => (await sealsOf(id))[0]?.state === 'done');
    instance.token.remove();
    await aliveFor(sealIds[1], -1);
    const stopped = await until(async () => {
      const seals = await sealsOf(id);
      return seals[1]?.state === 'waiting' ? seals : null;
    });
    expect(stopped[0]).toMatchObject({ state: 'done', waiting: null, files: [{ reason: 'sealed' }] });
    expect(stopped[1]?.waiting?.code).toMatch(/^token-/);
    const attention = await read(async (tx) => (await tx.envelopes.listItem(id))?.attention);
    expect(attention?.code).toBe(stopped[1]?.waiting?.code);
    const envelope = await read((tx) => tx.envelopes.find(id));
    expect(envelope?.status).toBe('sealing');
    expect(envelope?.documents.map((one) => one.sealedSha256Hex === null)).toEqual([false, true]);
    instance.token.putBack();
    await expectAllSealedOnce(id);
    await first.kill('SIGTERM');
  });
});
