import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '@sealwright/audit';
import { verifyPdf } from '@sealwright/signing-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId, SealId } from '../../domain/ids.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
});
afterAll(async () => {
  await instance?.close();
});

const sealRow = async (id: SealId) =>
  (
    await instance.database.query(
      'admin',
      'SELECT state, fence, sealed_sha256, attempts FROM seal WHERE id = $1',
      [id],
    )
  )[0];

async function completed(id: EnvelopeId) {
  return await until(async () => {
    const envelope = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.find(id));
    return envelope?.status === 'completed' && envelope.certificateSha256Hex !== null ? envelope : null;
  });
}

/** Time passes for the dead worker's lease, two minutes that a test does not wait, or does not pass at all. */
async function leasesEnd(when: "now() - interval '1 second'" | "now() + interval '1 hour'"): Promise<void> {
  await instance.database.query(
    'admin',
    `DO $$ BEGIN PERFORM set_config('app.organisation', '${instance.organisationId}', true);
       UPDATE seal SET lease_until = ${when} WHERE state = 'leased'; END $$`,
  );
}
const leaseRunsOut = () => leasesEnd("now() - interval '1 second'");

async function eventsOf(id: EnvelopeId) {
  const stream = `envelope:${id}`;
  return await instance.unitOfWork.read(instance.organisationId, async (tx) => {
    const records = await tx.auditLog.events(stream);
    return { records, personal: await tx.auditLog.personal(stream) };
  });
}

async function expectOneSoundSeal(id: EnvelopeId): Promise<void> {
  const envelope = await completed(id);
  const [document] = envelope.documents;
  const sealed = await instance.blobs.get(instance.organisationId, document?.sealedSha256Hex ?? '');
  const frozen = await instance.blobs.get(instance.organisationId, document?.frozenSha256Hex ?? '');
  const trustedRootsPem = [readFileSync(instance.token.trustFile, 'utf8')];
  expect((await verifyPdf(sealed, { trustedRootsPem, expectedPrefix: frozen })).verdict).toBe('valid');
  const { records, personal } = await eventsOf(id);
  const told = records.map(({ type }) => type);
  expect(told.filter((type) => type === 'envelope.completed')).toHaveLength(1);
  const signedFor = records.filter(
    ({ type, bytes }) => type === 'seal.signed' && Buffer.from(bytes).includes('"document"'),
  );
  expect(signedFor).toHaveLength(1);
  expect(verifyChain(`envelope:${id}`, records, { personal }).firstBad).toBeNull();
}

describe('the sealer killed in the middle', () => {
  const killedAt = async (point: string, state: string): Promise<EnvelopeId> => {
    const { id, sealId } = await envelopeInSealing(instance, `killed at ${point}`);
    const doomed = instance.start('sealer', { SEALWRIGHT_CRASH_AT: point });
    expect(await doomed.ended).toBe('SIGKILL');
    expect((await sealRow(sealId))?.state).toBe(state);
    return id;
  };
  const nextLeavesOneSoundSealOf = async (ids: readonly EnvelopeId[]) => {
    await leaseRunsOut();
    const next = instance.start('sealer');
    for (const id of ids) await expectOneSoundSeal(id);
    expect(await next.kill('SIGTERM')).toMatch(/^(0|SIGTERM)$/);
  };

  it.each([
    ['K1', 'due'],
    ['K10', 'done'],
  ])(
    'at %s, before it has the seal or after it is done, leaves exactly one sealed file',
    async (point, state) => {
      await nextLeavesOneSoundSealOf([await killedAt(point, state)]);
    },
  );

  describe('with a seal in its hands', () => {
    const left: EnvelopeId[] = [];

    it.each(['K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9'])('at %s leaves it leased', async (point) => {
      left.push(await killedAt(point, 'leased'));
      // So that the next one that is killed is not killed over this.
      await leasesEnd("now() + interval '1 hour'");
    });

    it('leaves exactly one sealed file of each, wherever it was', async () => {
      expect(left).toHaveLength(8);
      await nextLeavesOneSoundSealOf(left);
    });
  });

  it('twice in a row leaves exactly one sealed file', async () => {
    const { id } = await envelopeInSealing(instance, 'killed twice');
    for (const point of ['K5', 'K8']) {
      expect(await instance.start('sealer', { SEALWRIGHT_CRASH_AT: point }).ended).toBe('SIGKILL');
      await leaseRunsOut();
    }
    const last = instance.start('sealer');
    await expectOneSoundSeal(id);
    await last.kill('SIGTERM');
  });
});

describe('two sealers at once', () => {
  it('make one seal each envelope', async () => {
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, n) => envelopeInSealing(instance, `shared ${n}`)),
    );
    const sealers = [instance.start('sealer'), instance.start('sealer')];
    for (const { id } of made) await expectOneSoundSeal(id);
    await Promise.all(sealers.map((each) => each.kill('SIGTERM')));
    for (const { sealId } of made) {
      // What a process said last is still on its way into the file when it has ended.
      expect(Object.keys(await until(async () => stepsLoggedFor(sealId)))).toEqual(steps);
    }
  });
});

const steps = ['lease', 'draw', 'intent', 'token', 'check', 'store', 'commit'];

/** What the benchmark reads: one line of JSON for each finished seal. */
function stepsLoggedFor(sealId: SealId): Record<string, number> | null {
  // The last one may be half a line.
  const lines = readFileSync(join(instance.dir, 'sealer.log'), 'utf8').split('\n').slice(0, -1);
  const [told, ...more] = lines.filter((line) => line.includes('"stepsMs"') && line.includes(sealId));
  expect(more).toEqual([]);
  return told === undefined ? null : (JSON.parse(told) as { stepsMs: Record<string, number> }).stepsMs;
}
