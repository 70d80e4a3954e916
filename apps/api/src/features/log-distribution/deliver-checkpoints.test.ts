import { describe, expect, it } from 'vitest';
import { type CheckpointOutlet, OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import { LogOutlets, type OutletStatus, type OutletTarget } from '../../ports/log-outlets.js';
import { DeliverCheckpoints } from './deliver-checkpoints.js';
import { deliveryPauseMs } from './delivery-pause.js';
import { describeOutlets } from './describe-outlets.js';
import type { TellDelivery } from './tell-delivery.js';

const now = new Date('2026-11-22T10:00:00Z');
const place = { name: 'sink-12345678', kind: 'sink', shown: '/mnt/worm' } as const;
const fresh: OutletStatus = {
  ...place,
  ...{ state: 'ok', code: null, detail: '', since: now, checkedAt: null, nextAttemptAt: now },
  ...{ failures: 0, told: false, lastSize: null, lastGeneration: null, lastAt: null },
};

/** One row; due whenever it lacks the checkpoint. */
class OneOutlet extends LogOutlets {
  status = fresh;
  pausesMs: number[] = [];

  override list = async () => [this.status];
  override configure = async () => undefined;
  override requiredWitnesses = async () => 0;
  override describeDeployment = async () => undefined;
  override claim = async (_name: string, { generation, size }: OutletTarget) => {
    const { lastGeneration, lastSize } = this.status;
    const isNewer = generation > (lastGeneration ?? 1) || (lastSize ?? -1) < size;
    return isNewer ? this.status : null;
  };
  override noteDelivered = async (_name: string, target: OutletTarget, pauseMs: number) => {
    const last = { lastSize: target.size, lastGeneration: target.generation, lastAt: now };
    this.status = { ...this.status, state: 'ok', code: null, failures: 0, ...last };
    this.pausesMs.push(pauseMs);
  };
  override noteFailed = async (_name: string, cause: { code: string; detail: string }, pauseMs: number) => {
    this.status = { ...this.status, ...cause, state: 'waiting', failures: this.status.failures + 1 };
    this.pausesMs.push(pauseMs);
  };
  override markTold = async (_name: string, told: boolean) => {
    this.status = { ...this.status, told };
  };
}

function start(deliver: CheckpointOutlet['deliver']) {
  const statuses = new OneOutlet();
  const told: string[] = [];
  const logged: string[] = [];
  const newest = {
    ...{ generation: 1, note: '', signedAt: now, timestamp: null },
    head: { size: 5, root: new Uint8Array(32) },
  };
  const state: { newest: KeptCheckpoint } = { newest };
  const tell = {
    failed: async (_place: unknown, size: number, code: string) => void told.push(`failed ${size} ${code}`),
    recovered: async (_place: unknown, size: number) => void told.push(`recovered ${size}`),
  } as unknown as TellDelivery;
  const run = new DeliverCheckpoints({
    outlets: [{ ...place, pauseMs: 3_600_000, deliver }],
    statuses,
    checkpoints: { newest: async () => state.newest },
    tell,
    log: ({ message }) => void logged.push(message),
  });
  const grow = (size: number, generation = 1) => {
    state.newest = { ...newest, generation, head: { ...newest.head, size } };
  };
  return { run, statuses, told, logged, grow };
}

describe('DeliverCheckpoints', () => {
  it('brings a log that was begun after a restore from its beginning, smaller as it may be', async () => {
    const brought: (number | null)[][] = [];
    const { run, grow } = start(async ({ head }, lastSize) => void brought.push([head.size, lastSize]));
    await run.run();
    grow(3, 2);
    await run.run();
    await run.run();
    grow(4, 2);
    await run.run();
    expect(brought).toEqual([
      [5, null],
      [3, null],
      [4, 3],
    ]);
  });

  it('brings each checkpoint once, and none where there is nothing new', async () => {
    const brought: number[] = [];
    const { run, grow, statuses, told } = start(async ({ head }) => void brought.push(head.size));
    await run.run();
    await run.run();
    grow(9);
    await run.run();
    grow(0);
    await run.run();
    expect(brought).toEqual([5, 9]);
    expect(statuses.pausesMs).toEqual([3_600_000, 3_600_000]);
    expect(told).toEqual([]);
  });

  it('tells of the third failure in a row, once, and of its end', async () => {
    let isAway = true;
    const { run, told, logged, statuses } = start(async () => {
      if (isAway) throw new OutletError('outlet-unreachable', 'It is away.');
    });
    for (let round = 0; round < 6; round++) await run.run();
    expect(told).toEqual(['failed 5 outlet-unreachable']);
    expect(statuses.pausesMs).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000]);
    expect(logged).toHaveLength(1);
    isAway = false;
    await run.run();
    expect(told).toEqual(['failed 5 outlet-unreachable', 'recovered 5']);
  });

  it('says nothing of a failure that passed, and keeps what nobody expected to itself', async () => {
    let isAway = true;
    const { run, told, statuses } = start(async () => {
      if (isAway) throw new TypeError('secret detail');
    });
    await run.run();
    expect(statuses.status).toMatchObject({ code: 'delivery-failed' });
    expect(statuses.status.detail).not.toContain('secret');
    isAway = false;
    await run.run();
    expect(told).toEqual([]);
  });

  it('never gives up, and slows down to an hour', () => {
    expect([1, 2, 11, 1_000].map(deliveryPauseMs)).toEqual([5_000, 10_000, 3_600_000, 3_600_000]);
  });
});

describe('describeOutlets', () => {
  const away: OutletStatus = {
    ...fresh,
    state: 'waiting',
    code: 'outlet-unreachable',
    detail: 'It is away.',
  };
  const witness = (status: OutletStatus): OutletStatus => ({ ...status, kind: 'witness' });

  it('names what is away; of witnesses as many as are required suffice', () => {
    expect(describeOutlets('sink', [], 0)).toMatchObject({ state: 'ok', name: 'log-sinks' });
    expect(describeOutlets('sink', [fresh, away], 0)).toMatchObject({
      state: 'waiting',
      code: 'outlet-unreachable',
      detail: expect.stringContaining('1 of 2'),
    });
    const two = [witness({ ...fresh, lastSize: 7 }), witness(away)];
    expect(describeOutlets('witness', two, 1)).toMatchObject({ state: 'ok' });
    expect(describeOutlets('witness', two, 2)).toMatchObject({ state: 'waiting' });
  });
});
