import { describe, expect, it } from 'vitest';
import { leaseMs, take } from './seal.js';
import { dueAgain, owedTo, renewalDueAt } from './seal-extension.js';
import {
  assertPossible,
  type SealingDeployment,
  type SealingPolicy,
  withoutTimestamps,
} from './sealing-policy.js';

const whole: SealingDeployment = {
  defaultPolicy: withoutTimestamps,
  authorities: ['https://tsa.example.test/'],
  revocation: true,
};
const codeOf = (policy: SealingPolicy, deployment = whole) => {
  try {
    assertPossible(policy, deployment);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a sealing policy', () => {
  it('is possible where the installation can fulfil it', () => {
    expect(codeOf(withoutTimestamps, { ...whole, authorities: [], revocation: false })).toBeNull();
    expect(codeOf({ timestamps: 'required', level: 'B-LTA' })).toBeNull();
    expect(codeOf({ timestamps: 'preferred', level: 'B-T' }, { ...whole, revocation: false })).toBeNull();
  });

  it('is refused where seals would wait for ever', () => {
    const required = { timestamps: 'required', level: 'B-LT' } as const;
    expect(codeOf(required, { ...whole, authorities: [] })).toBe('timestamp-authority-missing');
    expect(codeOf(required, { ...whole, revocation: false })).toBe('revocation-source-missing');
  });

  it('is refused when it contradicts itself', () => {
    expect(codeOf({ timestamps: 'none', level: 'B-T' })).toBe('sealing-policy-contradicts');
    expect(codeOf({ timestamps: 'preferred', level: 'B-B' })).toBe('sealing-policy-contradicts');
  });
});

const now = new Date('2026-03-01T00:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('what is owed to a sealed file', () => {
  it('is the level wanted first, then a renewal in time', () => {
    expect(owedTo({ level: 'B-B' }, 'B-LTA', null, now)).toBe('upgrade');
    expect(owedTo({ level: 'B-LTA' }, 'B-LTA', inDays(1), now)).toBeNull();
    expect(owedTo({ level: 'B-LTA' }, 'B-LTA', now, now)).toBe('renewal');
    expect(owedTo({ level: 'B-T' }, 'B-T', null, now)).toBeNull();
  });

  it('leaves nothing to a worker before its time, and a fresh lease after', () => {
    const done = {
      state: 'done',
      fence: 3,
      attempts: 9,
      intentDigestHex: null,
      sealedSha256Hex: 'a',
      doneAt: now,
    } as const;
    expect(() => take(dueAgain(done, inDays(1), now), now)).toThrow('seal-not-due');
    const leased = take(dueAgain(done, now, now), now);
    expect(leased).toMatchObject({ fence: 4, attempts: 1 });
    expect(leased.leaseUntil.getTime() - now.getTime()).toBe(leaseMs);
  });
});

describe('the next archive timestamp', () => {
  it.each([
    [3650, 90, 3560],
    [100, 90, 50],
    [10, 90, 5],
    [1, 90, 1],
    [0, 90, 1],
  ])('with %i days left and a margin of %i comes in %i days', (left, margin, days) => {
    expect(renewalDueAt(inDays(left), margin, now)).toEqual(inDays(days));
  });
});
