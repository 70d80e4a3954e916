import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backoffMs,
  fail,
  finish,
  intend,
  isStopped,
  leaseMs,
  release,
  renew,
  type SealCondition,
  SealRefused,
  take,
  takeableAt,
  tryAgain,
  wait,
} from './seal.js';

const due: SealCondition = { state: 'due', fence: 0, attempts: 0, intentDigestHex: null };
const at = (ms: number) => new Date(1_800_000_000_000 + ms);
const tokenLost = { code: 'token-lost', detail: 'The token is gone.', retry: 'later' } as const;
const pinWrong = { code: 'token-pin-wrong', detail: 'The PIN is wrong.', retry: 'never' } as const;

describe('a seal', () => {
  it('is taken by one worker at a time', () => {
    const leased = take(due, at(0));
    expect(leased).toMatchObject({ state: 'leased', fence: 1, attempts: 1, leaseUntil: at(leaseMs) });
    expect(() => take(leased, at(leaseMs - 1))).toThrow('seal-not-due');
    expect(take(leased, at(leaseMs)).fence).toBe(2);
  });

  it('ignores a worker whose lease went to another', () => {
    const second = take(take(due, at(0)), at(leaseMs));
    for (const act of [
      () => finish(second, 1, 'aa', at(leaseMs)),
      () => wait(second, 1, tokenLost, at(leaseMs)),
      () => fail(second, 1, tokenLost, at(leaseMs)),
      () => renew(second, 1, at(leaseMs)),
      () => intend(second, 1, 'd1'),
    ])
      expect(act).toThrow('seal-lease-lost');
    expect(finish(second, 2, 'aa', at(leaseMs)).state).toBe('done');
  });

  it('refuses a second digest for the same seal', () => {
    const intended = intend(take(due, at(0)), 1, 'd1');
    const again = take(intended, at(leaseMs));
    expect(intend(again, 2, 'd1').intentDigestHex).toBe('d1');
    expect(() => intend(again, 2, 'd2')).toThrow('seal-digest-differs');
  });

  it('keeps the moment a cause began while the cause stays the same', () => {
    const first = wait(take(due, at(0)), 1, tokenLost, at(10));
    const second = wait(take(first, at(60_000)), 2, tokenLost, at(60_010));
    expect(second.cause.since).toEqual(at(10));
    const other = wait(take(second, at(120_000)), 3, pinWrong, at(120_010));
    expect(other.cause.since).toEqual(at(120_010));
  });

  it('is never taken by the clock after a wrong PIN, only after a release', () => {
    const stopped = wait(take(due, at(0)), 1, pinWrong, at(10));
    expect(takeableAt(stopped)).toBeNull();
    expect(() => take(stopped, at(1e12))).toThrow('seal-not-due');
    expect(take(release(stopped), at(20)).fence).toBe(2);
  });

  it('rests longer each time it kills its worker', () => {
    let seal: SealCondition = due;
    const rests: number[] = [];
    let clock = 0;
    for (let round = 0; round < 6; round += 1) {
      const from = takeableAt(seal) as Date;
      clock = Math.max(clock, from.getTime() - at(0).getTime());
      rests.push(clock);
      seal = take(seal, at(clock));
    }
    const gaps = rests.slice(1).map((rest, index) => rest - (rests[index] ?? 0));
    expect(gaps.every((gap, index) => index === 0 || gap >= (gaps[index - 1] ?? 0))).toBe(true);
    expect(gaps.at(-1)).toBeGreaterThan(leaseMs);
  });

  it('backs off from two seconds to ten minutes', () => {
    expect([1, 2, 3, 9, 10, 1_000].map(backoffMs)).toEqual([2_000, 4_000, 8_000, 512_000, 600_000, 600_000]);
  });
});

type Act = {
  kind: 'take' | 'renew' | 'intend' | 'finish' | 'wait' | 'stop' | 'fail' | 'release';
  worker: number;
  passMs: number;
};
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('take', 'renew', 'intend', 'finish', 'wait', 'stop', 'fail', 'release'),
  worker: fc.integer({ min: 0, max: 2 }),
  passMs: fc.integer({ min: 0, max: 200_000 }),
});

function perform(seal: SealCondition, { kind, worker }: Act, fences: number[], now: Date): SealCondition {
  const fence = fences[worker] ?? 0;
  switch (kind) {
    case 'take':
      return take(seal, now);
    case 'renew':
      return renew(seal, fence, now);
    case 'intend':
      return intend(seal, fence, 'same');
    case 'finish':
      return finish(seal, fence, `by-${worker}-${fence}`, now);
    case 'wait':
      return wait(seal, fence, tokenLost, now);
    case 'stop':
      return wait(seal, fence, pinWrong, now);
    case 'fail':
      return fail(seal, fence, tokenLost, now);
    case 'release':
      return seal.state === 'waiting' ? release(seal) : seal;
  }
}

describe('another try that a person asked for', () => {
  const stopped = (stop: typeof wait | typeof fail) => {
    const intended = intend(take(take(due, at(0)), at(leaseMs)), 2, 'd1');
    return stop(intended, 2, pinWrong, at(leaseMs + 1));
  };

  it.each([wait, fail])('is due at once, with its attempts and its intent', (stop) => {
    const seal = stopped(stop);
    expect(isStopped(seal)).toBe(true);
    const again = tryAgain(seal);
    expect(again).toEqual({ state: 'due', fence: 2, attempts: 2, intentDigestHex: 'd1' });
    expect(() => intend(take(again, at(leaseMs + 2)), 3, 'd2')).toThrow('seal-digest-differs');
  });

  it('is nothing for a seal at work or done', () => {
    const leased = take(due, at(0));
    for (const seal of [due, leased, finish(leased, 1, 'aa', at(1))]) expect(isStopped(seal)).toBe(false);
  });
});

describe('a wait that is about to end', () => {
  const behind = { code: 'log-behind', detail: 'The log is behind.', retry: 'soon' } as const;
  const secondsOf = (seal: SealCondition, now: Date) =>
    seal.state === 'waiting' ? ((seal.nextAttemptAt?.getTime() ?? 0) - now.getTime()) / 1000 : null;

  it('is looked at again after a second, later less often, and never given up', () => {
    let seal: SealCondition = due;
    const pauses: (number | null)[] = [];
    for (let now = at(0); now < at(3_600_000); now = takeableAt(seal) ?? at(Infinity)) {
      const leased = take(seal, now);
      seal = wait(leased, leased.fence, behind, now);
      pauses.push(secondsOf(seal, now));
    }
    expect(pauses.slice(0, 4)).toEqual([1, 1, 1, 1]);
    expect(Math.max(...pauses.map(Number))).toBe(15);
    expect(seal).toMatchObject({ cause: { code: 'log-behind', since: at(0) } });
  });

  it('does not count as a try: the next fault rests as briefly as a first one', () => {
    const leased = take(due, at(0));
    const waited = wait(leased, 1, behind, at(0));
    expect(waited.attempts).toBe(0);
    const again = take(waited, at(1_000));
    expect(secondsOf(wait(again, 2, tokenLost, at(1_000)), at(1_000))).toBe(backoffMs(1) / 1000);
  });
});

describe('any number of workers in any order', () => {
  it('finish at most once, and the fence only rises', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let seal: SealCondition = due;
        let clock = 0;
        let finished = 0;
        const fences = [0, 0, 0];
        for (const step of acts) {
          clock += step.passMs;
          const before: SealCondition = seal;
          try {
            seal = perform(seal, step, fences, at(clock));
          } catch (error) {
            expect(error).toBeInstanceOf(SealRefused);
            continue;
          }
          if (step.kind === 'take') fences[step.worker] = seal.fence;
          if (step.kind === 'finish') finished += 1;
          expect(seal.fence).toBeGreaterThanOrEqual(before.fence);
          if (before.state === 'done' || before.state === 'failed') expect(seal).toEqual(before);
        }
        expect(finished).toBeLessThanOrEqual(1);
        expect(finished === 1).toBe(seal.state === 'done');
      }),
      { numRuns: 2_000 },
    );
  });
});
