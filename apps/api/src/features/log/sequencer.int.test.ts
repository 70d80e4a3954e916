import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyConsistencyProof } from '@sealwright/audit/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PrismaLogStore } from '../../infra/database/prisma-log-store.js';
import type { CrashPoint } from '../../ports/crash-points.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { appendChain, createTestLog, type TestLog } from '../../testing/test-log.js';

let database: TestDatabase;
let log: TestLog;
beforeEach(async () => {
  database = await createTestDatabase();
  log = await createTestLog(database);
});
afterEach(async () => {
  await log?.close();
  await database?.drop();
});

const count = async (table: string) =>
  Number((await database.query('auditor', `SELECT count(*) FROM ${table}`))[0]?.count);

describe('the sequencer', () => {
  it('signs and shows an empty log before there is any event', async () => {
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 0, mended: false });
    expect((await log.shownHead()).size).toBe(0);
  });

  it('takes in what waits, in the order of each chain, and proves it', async () => {
    const chains = await Promise.all([
      appendChain(database, 5),
      appendChain(database, 300),
      appendChain(database, 1),
    ]);
    expect(await log.proofs.ofEvent(chains[1]?.stream ?? '', 300)).toBeNull();
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 306, mended: false });
    expect((await log.shownHead()).size).toBe(306);
    expect(await count('log_pending')).toBe(0);
    for (const { stream } of chains) {
      const places = await database.query(
        'auditor',
        'SELECT l.log_index FROM log_entry l JOIN audit_event e ON e.id = l.event_id WHERE e.stream = $1 ORDER BY e.seq',
        [stream],
      );
      const indexes = places.map((row) => Number(row.log_index));
      expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
      await log.prove(stream, 1);
      await log.prove(stream, places.length);
    }
  });

  it('goes on in small batches, and shows that each checkpoint contains the last', async () => {
    await appendChain(database, 700);
    const sequencer = log.sequencer({ batchSize: 300 });
    const notes: string[] = [];
    for (const size of [300, 600, 700]) {
      await sequencer.run();
      expect((await log.shownHead()).size).toBe(size);
      notes.push((await log.tiles.published()) ?? '');
    }
    for (const note of notes) {
      const finding = await verifyConsistencyProof(await log.proofs.consistency(note), log.policy());
      expect(finding.verdict).toBe('consistent');
    }
  });

  it('does nothing twice', async () => {
    await appendChain(database, 3);
    await log.sequencer().run();
    const before = await log.tiles.published();
    expect(await log.sequencer().run()).toEqual({ outcome: 'done', takenIn: 0, mended: false });
    expect(await log.tiles.published()).toBe(before);
    // The empty one and the one of three.
    expect(await count('log_checkpoint')).toBe(2);
  });

  it('shows cosignatures that were added meanwhile', async () => {
    await appendChain(database, 3);
    await log.sequencer().run();
    const note = (await log.tiles.published()) ?? '';
    const longer = `${note}— witness.example AAAAAAAA\n`;
    expect(await log.checkpoints.addSignatures(3, longer)).toBe(true);
    await log.sequencer().run();
    expect(await log.tiles.published()).toBe(longer);
    expect(await log.checkpoints.addSignatures(3, note)).toBe(false);
  });
});

class Crash extends Error {}
const crashAt = (at: CrashPoint) => ({
  reach: (point: CrashPoint) => {
    if (point === at) throw new Crash(point);
  },
});

describe('a round cut short', () => {
  it.each<[CrashPoint, number]>([
    ['L1', 0],
    ['L2', 4],
    ['L3', 4],
    ['L4', 4],
  ])('at %s is finished by the next one', async (point, headSize) => {
    await log.sequencer().run();
    const first = await appendChain(database, 4);
    await expect(log.sequencer({ crashPoints: crashAt(point) }).run()).rejects.toThrow(Crash);
    expect((await log.store.standing())?.head.size).toBe(headSize);
    expect((await log.shownHead()).size).toBe(0);
    const second = await appendChain(database, 300);
    const survivor = log.sequencer({ batchSize: 100 });
    for (let round = 0; round < 4; round += 1) await survivor.run();
    expect((await log.shownHead()).size).toBe(304);
    await log.prove(first.stream, 4);
    await log.prove(second.stream, 300);
    expect(await count('log_entry')).toBe(304);
  });

  it('writes the same tiles again, although older events came in meanwhile', async () => {
    await appendChain(database, 10);
    await expect(log.sequencer({ crashPoints: crashAt('L1') }).run()).rejects.toThrow(Crash);
    const file = join(log.folder, 'tile/entries/000.p/10');
    const before = readFileSync(file);
    const { stream } = await appendChain(database, 1);
    await database.query(
      'admin',
      `UPDATE log_pending SET at = at - interval '1 hour' WHERE stream = '${stream}'`,
    );
    await log.sequencer().run();
    expect(readFileSync(file)).toEqual(before);
    await log.sequencer().run();
    expect((await log.shownHead()).size).toBe(11);
  });
});

describe('several sequencers', () => {
  it('make one log', async () => {
    const chains = await Promise.all(Array.from({ length: 6 }, () => appendChain(database, 40)));
    const others = Array.from({ length: 4 }, () => log.sequencer({ batchSize: 17 }));
    const rounds = await Promise.all(
      others.map(async (each) => {
        let takenIn = 0;
        while (await log.store.hasPending()) takenIn += (await each.run()).takenIn;
        return takenIn;
      }),
    );
    expect(rounds.reduce((sum, n) => sum + n, 0)).toBe(240);
    expect((await log.shownHead()).size).toBe(240);
    for (const { stream } of chains) await log.prove(stream, 40);
  });

  it('make one log even where the lock does not hold', async () => {
    await appendChain(database, 50);
    // All three have taken the same batch before one of them stores it.
    let arrived = 0;
    let open: () => void = () => {};
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const unlocked = Object.assign(Object.create(log.store) as typeof log.store, {
      alone: <T>(work: () => Promise<T>) => work(),
      commitBatch: async (...heads: Parameters<typeof log.store.commitBatch>) => {
        arrived += 1;
        if (arrived === 3) open();
        await all;
        return await log.store.commitBatch(...heads);
      },
    });
    const rounds = await Promise.all(
      [1, 2, 3].map(() => log.sequencer({ store: unlocked, batchSize: 20 }).run()),
    );
    expect(rounds.map(({ takenIn }) => takenIn).toSorted()).toEqual([0, 0, 20]);
    while ((await log.sequencer({ batchSize: 20 }).run()).takenIn > 0);
    expect((await log.shownHead()).size).toBe(50);
    expect(await count('log_entry')).toBe(50);
  });
});

describe('a sequencer that is stopped while it holds the lock', () => {
  it('holds up the others only for a while, and changes nothing when it wakes', async () => {
    await log.sequencer().run();
    await appendChain(database, 30);
    let wake: () => void = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const impatient = new PrismaLogStore(log.prisma, 300);
    const sleeper = Object.assign(Object.create(impatient) as PrismaLogStore, {
      takeBatch: async (limit: number) => {
        const batch = await impatient.takeBatch(limit);
        await asleep;
        return batch;
      },
    });
    const stopped = log.sequencer({ store: sleeper }).run();
    await expect.poll(async () => (await log.sequencer().run()).outcome).toBe('done');
    const { stream } = await appendChain(database, 3);
    await log.sequencer().run();
    wake();
    expect(await stopped).toMatchObject({ takenIn: 0 });
    expect((await log.shownHead()).size).toBe(33);
    await log.sequencer().run();
    await log.prove(stream, 3);
  });
});
