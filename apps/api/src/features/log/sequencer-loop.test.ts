import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SealTokenError } from '../../ports/seal-token.js';
import { ServiceHealth, type ServiceReport } from '../../ports/service-health.js';
import { LogRefusal } from './log-refusal.js';
import type { SequencerRound } from './sequencer.js';
import { SequencerLoop } from './sequencer-loop.js';

class NotedHealth extends ServiceHealth {
  readonly reports: ServiceReport[] = [];
  override async report(report: ServiceReport): Promise<void> {
    this.reports.push(report);
  }
  override async list(): Promise<never[]> {
    return [];
  }
}

const batchSize = 100;
let running: SequencerLoop | null = null;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 12) });
});
afterEach(async () => {
  await running?.stop();
  vi.useRealTimers();
});

/** A loop over `waiting` events, and what it did. `fault` is thrown by each round while it is set. */
function startLoop(fault: Error | null = null) {
  const told = { rounds: 0, waiting: 0, isElsewhere: false, fault, health: new NotedHealth(), logged: 0 };
  const run = async (): Promise<SequencerRound> => {
    told.rounds += 1;
    if (told.fault) throw told.fault;
    if (told.isElsewhere) return { outcome: 'elsewhere', takenIn: 0, mended: false };
    const takenIn = Math.min(batchSize, told.waiting);
    told.waiting -= takenIn;
    return { outcome: 'done', takenIn, mended: false };
  };
  running = new SequencerLoop({
    sequencer: { run },
    store: { hasPending: async () => told.waiting > 0, standing: async () => null },
    health: told.health,
    batchSize,
    clock: { now: () => new Date() },
    uptimeMs: () => Date.now(),
    log: () => {
      told.logged += 1;
    },
  });
  running.start();
  return told;
}

describe('the loop of the log', () => {
  it('takes in what comes within a second', async () => {
    const told = startLoop();
    await vi.advanceTimersByTimeAsync(2_000);
    told.waiting = 5;
    await vi.advanceTimersByTimeAsync(900);
    expect(told.waiting).toBe(0);
  });

  it('begins no more than two rounds a second, however much comes', async () => {
    const told = startLoop();
    for (let moment = 0; moment < 100; moment += 1) {
      told.waiting += 3;
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told.rounds).toBeGreaterThanOrEqual(10);
    expect(told.rounds).toBeLessThanOrEqual(21);
  });

  it('makes no pause between full batches', async () => {
    const told = startLoop();
    await vi.advanceTimersByTimeAsync(100);
    told.waiting = 20 * batchSize + 1;
    await vi.advanceTimersByTimeAsync(900);
    expect(told.waiting).toBe(0);
  });

  it('says what it waits for and until when, tries ever more slowly, and says when it is well', async () => {
    const told = startLoop(new SealTokenError('token-lost', 'The token does not answer.'));
    await vi.advanceTimersByTimeAsync(100);
    expect(told.health.reports.at(-1)).toEqual({
      name: 'log',
      state: 'waiting',
      code: 'token-lost',
      detail: 'The log waits: The token does not answer.',
      nextAttemptAt: new Date(Date.UTC(2026, 10, 22, 12, 0, 0, 500)),
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told.rounds).toBeLessThan(14);
    expect(told.logged).toBe(1);
    told.fault = null;
    await vi.advanceTimersByTimeAsync(11_000);
    expect(told.health.reports.at(-1)).toMatchObject({
      name: 'log',
      state: 'ok',
      code: null,
      nextAttemptAt: null,
    });
  });

  it('says nothing in the place of another sealer', async () => {
    const told = startLoop();
    await vi.advanceTimersByTimeAsync(100);
    told.isElsewhere = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told.health.reports).toHaveLength(1);
    expect(told.rounds).toBeGreaterThan(20);
  });

  it('asks for somebody when it stands still on purpose', async () => {
    const told = startLoop(new LogRefusal('tree-shrank', 'The tree has 2 entries now.'));
    await vi.advanceTimersByTimeAsync(100);
    expect(told.health.reports.at(-1)).toMatchObject({
      state: 'failed',
      code: 'tree-shrank',
      detail: 'The tree has 2 entries now.',
    });
  });
});
