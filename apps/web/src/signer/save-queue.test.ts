import { describe, expect, it } from 'vitest';
import { ProblemError } from '@/api/problem';
import type { FieldValue } from '@/api/signing';
import { SaveQueue, type SaveStatus } from './save-queue';

const fail = (status: number, code: string) =>
  new ProblemError({ code, status, title: '', detail: 'No.', errors: [] });

function desk(failures: ProblemError[] = []) {
  const saved: [string, FieldValue][] = [];
  const statuses: SaveStatus[] = [];
  const refused: string[] = [];
  let kept = new Map<string, FieldValue>();
  const queue = new SaveQueue({
    save: async (fieldId, value) => {
      const failure = failures.shift();
      if (failure) throw failure;
      saved.push([fieldId, value]);
    },
    onStatus: (status) => statuses.push(status),
    onRefused: (fieldId, problem) => refused.push(`${fieldId}:${problem.code}`),
    keep: (pending) => {
      kept = new Map(pending);
    },
    wait: async () => undefined,
  });
  return { queue, saved, statuses, refused, kept: () => kept };
}

describe('saving what a signer enters', () => {
  it('sends values in turn and ends saved', async () => {
    const { queue, saved, statuses, kept } = desk();
    queue.put('a', '1');
    queue.put('b', true);
    await queue.flush();
    expect(saved).toEqual([
      ['a', '1'],
      ['b', true],
    ]);
    expect(statuses.at(-1)).toBe('saved');
    expect(kept().size).toBe(0);
  });

  it('sends the last value typed last, though an older one was under way', async () => {
    const { queue, saved } = desk();
    queue.put('a', 'A');
    queue.put('a', 'Ad');
    queue.put('a', 'Ada');
    await queue.flush();
    expect(saved.at(-1)).toEqual(['a', 'Ada']);
    expect(saved.length).toBeLessThan(3);
  });

  it('keeps the value while the network is away, and sends it when it is back', async () => {
    const { queue, saved, statuses } = desk([
      fail(0, 'network-unreachable'),
      fail(503, 'database-unavailable'),
    ]);
    queue.put('a', '1');
    await queue.flush();
    expect(statuses).toContain('offline');
    expect(statuses).toContain('retrying');
    expect(saved).toEqual([['a', '1']]);
  });

  it('gives up what the server will never take, says so, and goes on', async () => {
    const { queue, saved, refused, kept } = desk([fail(422, 'text-undrawable')]);
    queue.put('a', '☃');
    queue.put('b', 'fine');
    await queue.flush();
    expect(refused).toEqual(['a:text-undrawable']);
    expect(saved).toEqual([['b', 'fine']]);
    expect(kept().size).toBe(0);
  });

  it('shows what is not yet saved to whoever keeps it', () => {
    const { queue, kept } = desk([fail(0, 'network-unreachable')]);
    queue.put('a', 'typed offline');
    expect([...kept()]).toEqual([['a', 'typed offline']]);
  });

  it('sends the last choice of a group last, however often it changed', async () => {
    const { queue, saved } = desk();
    queue.put('red', true, ['blue']);
    queue.put('blue', true, ['red']);
    queue.put('red', true, ['blue']);
    await queue.flush();
    expect(saved.at(-1)).toEqual(['red', true]);
    expect(saved.map(([fieldId]) => fieldId)).not.toContain('blue');
  });
});
