import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId, SealId } from '../../domain/ids.js';
import { finish, intend, SealRefused, take } from '../../domain/seal.js';
import { childrenOf } from '../../testing/child-processes.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';

let instance: TestInstance;
let sealer: RunningProcess | null = null;
const dayMs = 86_400_000;

beforeAll(async () => {
  instance = await createTestInstance();
});
afterEach(async () => {
  await sealer?.kill('SIGTERM');
  sealer = null;
});
afterAll(async () => {
  await instance?.close();
});

const health = async () =>
  (
    await instance.database.query(
      'admin',
      "SELECT state, code, next_attempt_at FROM service_health WHERE name = 'sealer'",
    )
  )[0];
const healthIs = (state: string, code: string | null) =>
  until(async () => {
    const now = await health();
    return now?.state === state && now.code === code ? now : null;
  });
const attention = async (id: EnvelopeId) =>
  (await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.listItem(id)))?.attention ??
  null;
const attentionIs = (id: EnvelopeId, ...codes: string[]) =>
  until(async () => {
    const now = await attention(id);
    return now && codes.includes(now.code) ? now : null;
  });
const completed = (id: EnvelopeId) =>
  until(async () => {
    const item = await instance.unitOfWork.read(instance.organisationId, (tx) => tx.envelopes.listItem(id));
    return item?.status === 'completed';
  });
const sealOf = (id: SealId) => instance.unitOfWork.read(instance.organisationId, (tx) => tx.seals.find(id));

describe('the token', () => {
  it('removed: seals wait with a visible cause; returned: they finish', async () => {
    sealer = instance.start('sealer');
    await healthIs('ok', null);
    instance.token.remove();
    const { id } = await envelopeInSealing(instance, 'token away');
    const seen = await attentionIs(id, 'token-lost', 'token-not-found');
    expect(seen.nextAttemptAt).not.toBeNull();
    expect((await health())?.state).toBe('waiting');
    instance.token.putBack();
    await completed(id);
    await healthIs('ok', null);
    expect(await attention(id)).toBeNull();
  });

  it('with a wrong PIN: stops at once, is not asked again, and goes on when the PIN file is right', async () => {
    instance.token.writePin('000000');
    sealer = instance.start('sealer');
    const stopped = await healthIs('failed', 'token-pin-wrong');
    expect(stopped.next_attempt_at).toBeNull();
    const { id } = await envelopeInSealing(instance, 'wrong pin');
    expect((await attentionIs(id, 'token-pin-wrong')).nextAttemptAt).toBeNull();
    // Three more tries would lock a real token.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await health())?.state).toBe('failed');
    instance.token.writePin(instance.token.pin);
    await completed(id);
    await healthIs('ok', null);
  });

  it('whose process is killed: another one is started and the seals finish', async () => {
    sealer = instance.start('sealer');
    await healthIs('ok', null);
    const { id: warm } = await envelopeInSealing(instance, 'before the crash');
    await completed(warm);
    killTokenProcessOf(sealer);
    const { id } = await envelopeInSealing(instance, 'after the crash');
    await completed(id);
  });
});

describe('the seal certificate', () => {
  it('expired: nothing is sealed, the cause is visible, and a renewed one is taken up', async () => {
    await instance.token.certify(new Date(Date.now() - 20 * dayMs), new Date(Date.now() - dayMs));
    sealer = instance.start('sealer');
    await healthIs('waiting', 'seal-certificate-expired');
    const { id, sealId } = await envelopeInSealing(instance, 'expired');
    await attentionIs(id, 'seal-certificate-expired');
    expect((await sealOf(sealId))?.intentAt).toBeNull();
    await instance.token.certify(new Date(Date.now() - dayMs), new Date(Date.now() + 300 * dayMs));
    await completed(id);
  });
});

describe('a worker that slept through its lease', () => {
  it('changes nothing when it wakes', async () => {
    const { id, sealId } = await envelopeInSealing(instance, 'zombie');
    const zombie = await takeAsSealer(sealId);
    await instance.database.query(
      'admin',
      inOrganisation(
        instance.organisationId,
        "UPDATE seal SET lease_until = now() - interval '1 s' WHERE state = 'leased'",
      ),
    );
    sealer = instance.start('sealer');
    await completed(id);
    const done = await sealOf(sealId);
    await expect(zombie()).rejects.toBeInstanceOf(SealRefused);
    expect(await sealOf(sealId)).toEqual(done);
  });
});

describe('the database', () => {
  it('whose connections are cut in the middle: the sealer goes on by itself', async () => {
    sealer = instance.start('sealer');
    await healthIs('ok', null);
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, n) => envelopeInSealing(instance, `cut ${n}`)),
    );
    for (let round = 0; round < 4; round += 1) {
      const cut =
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = $1';
      await instance.database.query('admin', cut, ['sealwright_sealer']);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await instance.database.query(
      'admin',
      inOrganisation(instance.organisationId, "UPDATE seal SET lease_until = now() WHERE state = 'leased'"),
    );
    for (const { id } of made) await completed(id);
    expect(sealer.child.exitCode).toBeNull();
  });
});

/** Takes the seal as a sealer would, and answers what that sealer would write much later. */
async function takeAsSealer(sealId: SealId): Promise<() => Promise<void>> {
  const { sealerUnitOfWork: units, organisationId } = instance;
  const leased = await units.transact(organisationId, async (tx) => {
    const seal = await tx.seals.lock(sealId);
    if (!seal) throw new Error('There is no such seal.');
    const taken = take(seal.condition, tx.now);
    await tx.seals.saveTaken(sealId, taken);
    return taken;
  });
  return () =>
    units.transact(organisationId, async (tx) => {
      const intended = intend(leased, leased.fence, 'ab'.repeat(32));
      await tx.seals.saveDone(sealId, leased.fence, finish(intended, leased.fence, 'cd'.repeat(32), tx.now));
    });
}

function killTokenProcessOf({ child }: RunningProcess): void {
  const [pid] = childrenOf(child.pid ?? 0, 'pkcs11-child.js');
  if (pid === undefined) throw new Error('The sealer has no token process.');
  process.kill(pid, 'SIGKILL');
}
