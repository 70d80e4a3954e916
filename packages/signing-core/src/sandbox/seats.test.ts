import { describe, expect, it } from 'vitest';
import { Seats } from './seats.js';

/** Work that goes on until it is told to end. */
function openEnded() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => done, end: () => end() };
}

describe('seats', () => {
  it('let the next one work once the one before takes long, but only so many aside', async () => {
    const seats = new Seats(1, 20);
    const slow = [openEnded(), openEnded()];
    const held = slow.map(({ work }) => seats.hold(work));
    let isServed = false;
    const quick = seats.hold(async () => {
      isServed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The first moved aside, the second has the seat; there is no second place at the side.
    expect(isServed).toBe(false);
    slow[0]?.end();
    slow[1]?.end();
    await Promise.all([...held, quick]);
    expect(isServed).toBe(true);
  });

  it('serve a quick file while a slow one is looked at, and give the seat back after a failure', async () => {
    const seats = new Seats(1, 20);
    const slow = openEnded();
    const held = seats.hold(slow.work);
    await expect(seats.hold(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await seats.hold(async () => 'answer')).toBe('answer');
    slow.end();
    await held;
  });

  it('send away who waited too long, and forget them', async () => {
    const seats = new Seats(1, 60_000, 10);
    const slow = openEnded();
    const held = seats.hold(slow.work);
    await expect(seats.hold(async () => 'answer')).rejects.toMatchObject({ reason: 'busy' });
    slow.end();
    await held;
    expect(await seats.hold(async () => 'answer')).toBe('answer');
  });
});
