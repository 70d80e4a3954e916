import { createTimestamper, NO_VALIDATION_DATA, type TimestampToken } from '@sealwright/signing-core';
import { createTestTrust, type TestTrust } from '@sealwright/signing-core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutTimestamps } from '../../domain/sealing-policy.js';
import type { ServiceReport } from '../../ports/service-health.js';
import type { AuthorityStatus } from '../../ports/timestamp-authorities.js';
import type { AuthorityReply } from '../../ports/timestamping.js';
import { TimestampWatch } from './timestamp-watch.js';

const first = 'https://first.example.test/';
const second = 'https://second.example.test/';
const imprint = { digestAlgorithm: 'sha256' as const, digest: new Uint8Array(32) };
let token: TimestampToken;

beforeAll(async () => {
  const trust: TestTrust = await createTestTrust();
  const options = { trustedRootsPem: [trust.trustedRootPem] };
  token = await createTimestamper([trust.timestampAuthority], options)(imprint);
});

/** A watch over two authorities that answer as they are told, at a clock that stands still. */
function watching() {
  const told = {
    nowMs: Date.parse('2026-03-01T10:02:00Z'),
    away: new Set<string>(),
    lies: new Set<string>(),
    asked: [] as string[],
    released: 0,
    health: null as ServiceReport | null,
    shown: [] as readonly AuthorityStatus[],
  };
  const ask = async (name: string): Promise<AuthorityReply> => {
    told.asked.push(name);
    if (told.lies.has(name)) return { name, outcome: { code: 'timestamp-invalid', detail: 'It lies.' } };
    if (told.away.has(name))
      return { name, outcome: { code: 'timestamp-unavailable', detail: 'It is away.' } };
    return { name, outcome: { token } };
  };
  const names = [first, second];
  const watch = new TimestampWatch({
    timestamping: { names, ask, collect: async () => NO_VALIDATION_DATA, trustedRootsPem: () => [] },
    authorities: {
      list: async () => told.shown,
      report: async (all) => {
        told.shown = all;
      },
      describeDeployment: async () => undefined,
    },
    health: {
      report: async (report) => {
        told.health = report;
      },
      list: async () => [],
    },
    clock: { now: () => new Date(told.nowMs) },
    deployment: { defaultPolicy: withoutTimestamps, authorities: names, revocation: true },
    onReady: async () => {
      told.released += 1;
    },
    log: () => undefined,
  });
  return { told, watch };
}

describe('the watch over timestamp authorities', () => {
  it('has no trouble before it asked, nor while one of them answers', async () => {
    const { told, watch } = watching();
    expect(watch.trouble).toBeNull();
    told.away.add(first);
    await watch.tick();
    expect(watch.trouble).toBeNull();
    expect(told.shown.map(({ state }) => state)).toEqual(['waiting', 'ok']);
    expect(told.health?.state).toBe('ok');
  });

  it('names who is away since when, and keeps that time while it lasts', async () => {
    const { told, watch } = watching();
    for (const name of [first, second]) told.away.add(name);
    await watch.tick();
    told.nowMs += 60_000;
    await watch.tick();
    expect(watch.trouble).toEqual({
      code: 'timestamp-unavailable',
      detail: `Waiting for a timestamp: authority ${first} unreachable since 10:02 UTC, authority ${second} unreachable since 10:02 UTC, retrying.`,
      retry: 'later',
    });
    expect(told.health).toMatchObject({ state: 'waiting', code: 'timestamp-unavailable' });
    told.nowMs += 86_400_000;
    expect(watch.trouble?.detail).toContain('unreachable since 2026-03-01 10:02 UTC');
  });

  it('releases once what an earlier process left waiting, as soon as one answers', async () => {
    const { told, watch } = watching();
    for (const name of [first, second]) told.away.add(name);
    await watch.tick();
    expect(told.released).toBe(0);
    told.away.delete(second);
    for (let second_ = 0; second_ < 3; second_ += 1) {
      told.nowMs += 1_000;
      await watch.tick();
    }
    expect(told.released).toBe(1);
    const fresh = watching();
    await fresh.watch.tick();
    await fresh.watch.tick();
    expect(fresh.told.released).toBe(1);
  });

  it('tells lies from absence', async () => {
    const { told, watch } = watching();
    told.away.add(first);
    told.lies.add(second);
    await watch.tick();
    expect(watch.trouble?.code).toBe('timestamp-unavailable');
    told.lies.add(first);
    told.nowMs += 1_000;
    await watch.tick();
    expect(watch.trouble).toMatchObject({ code: 'timestamp-invalid' });
    expect(watch.trouble?.detail).toContain(`authority ${second} gives unusable answers since`);
  });

  it('asks those that answer first, and stops at the first answer', async () => {
    const { told, watch } = watching();
    told.away.add(first);
    await watch.tick();
    told.asked.length = 0;
    expect(await watch.stamp(imprint)).toBe(token);
    expect(told.asked).toEqual([second]);
  });

  it('probes an absent one ever more rarely, and releases what waits when it is back', async () => {
    const { told, watch } = watching();
    for (const name of [first, second]) told.away.add(name);
    const times: number[] = [];
    for (let second_ = 0; second_ < 200; second_ += 1) {
      const before = told.asked.length;
      await watch.tick();
      if (told.asked.length > before) times.push(second_);
      told.nowMs += 1_000;
    }
    expect(times).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(told.released).toBe(0);
    told.away.clear();
    told.nowMs += 60_000;
    await watch.tick();
    expect(told.released).toBe(1);
    expect(watch.trouble).toBeNull();
    expect(watch.tokenByteLength).toBe(token.der.length);
  });
});
