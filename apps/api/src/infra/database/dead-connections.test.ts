import { describe, expect, it } from 'vitest';
import { pastTheDead, repeatable } from './dead-connections.js';

const fromServer = (originalCode: string) =>
  Object.assign(new Error('as Prisma words it'), { cause: { kind: 'postgres', originalCode } });
const ended = fromServer('57P01');
const hungUp = new Error('Connection terminated unexpectedly');

/** Work that meets these errors first, and counts how often it is begun. */
function meeting(...errors: Error[]) {
  const seen = { count: 0 };
  const work = async () => {
    const error = errors[seen.count];
    seen.count += 1;
    if (error) throw error;
    return 'answer';
  };
  return { seen, work };
}

describe('past the dead connections of a pool', () => {
  it.each([
    ended,
    hungUp,
    fromServer('57P02'),
    Object.assign(new Error('reset'), { cause: { kind: 'ConnectionClosed' } }),
    Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }),
    new Error('Client has encountered a connection error and is not queryable'),
  ])('BEGIN and what Prisma reads go on to a live one: %s', async (fault) => {
    for (const mayRepeat of [
      repeatable.begin,
      repeatable.statement('SELECT "public"."log_key"."id" FROM x'),
    ]) {
      const { seen, work } = meeting(fault, fault, fault);
      expect(await pastTheDead(work, mayRepeat, 3)).toBe('answer');
      expect(seen.count).toBe(4);
    }
  });

  it('a write is sent again only when the server says that nothing was done', async () => {
    const mayRepeat = repeatable.statement('INSERT INTO x VALUES (1)');
    const { seen, work } = meeting(hungUp);
    await expect(pastTheDead(work, mayRepeat, 3)).rejects.toBe(hungUp);
    expect(seen.count).toBe(1);
    expect(await pastTheDead(meeting(ended).work, mayRepeat, 3)).toBe('answer');
    const ours = meeting(hungUp);
    await expect(
      pastTheDead(ours.work, repeatable.statement('SELECT held FROM job_claim(1)'), 3),
    ).rejects.toBe(hungUp);
  });

  it('nothing else is tried twice, and nothing for ever', async () => {
    for (const fault of [
      fromServer('23505'),
      fromServer('57P03'),
      new Error('Connection terminated due to connection timeout'),
    ]) {
      const { seen, work } = meeting(fault);
      await expect(pastTheDead(work, repeatable.begin, 3)).rejects.toBe(fault);
      expect(seen.count).toBe(1);
    }
    const { seen, work } = meeting(...Array.from({ length: 9 }, () => hungUp));
    await expect(pastTheDead(work, repeatable.begin, 3)).rejects.toBe(hungUp);
    expect(seen.count).toBe(4);
  });
});
