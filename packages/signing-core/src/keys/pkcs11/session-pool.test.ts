import type { PKCS11 } from 'pkcs11js';
import { describe, expect, it } from 'vitest';
import { SessionPool } from './session-pool.js';

const sessionsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ calls: {} as PKCS11, handle: Buffer.from([at]) }));

describe('SessionPool', () => {
  it('never lets two callers use one session at once, and uses all sessions', async () => {
    const pool = new SessionPool(sessionsOf(2));
    const busy = new Set<number>();
    const used = new Set<number>();
    const work = () =>
      pool.use(async ({ handle }) => {
        const lane = handle[0] ?? -1;
        expect(busy.has(lane)).toBe(false);
        busy.add(lane);
        used.add(lane);
        await new Promise((resolve) => setTimeout(resolve, 2));
        busy.delete(lane);
      });
    await Promise.all(Array.from({ length: 20 }, work));
    expect(used).toEqual(new Set([0, 1]));
  });

  it('goes on after work that failed', async () => {
    const pool = new SessionPool(sessionsOf(1));
    const failing = pool.use(() => Promise.reject(new Error('refused')));
    const following = pool.use(() => 'done');
    await expect(failing).rejects.toThrow('refused');
    await expect(following).resolves.toBe('done');
  });
});
