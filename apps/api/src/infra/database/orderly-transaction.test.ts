import { describe, expect, it } from 'vitest';
import { OrderlyTransaction } from './orderly-transaction.js';

type Inner = ConstructorParameters<typeof OrderlyTransaction>[0];

const statement = (sql: string) => ({ sql, args: [], argTypes: [] });

/** One connection that says what it was sent, and complains when it was still busy. Statements end when told to. */
function connection() {
  const sent: string[] = [];
  const open: { sql: string; end(): void; fail(error: Error): void }[] = [];
  const run = async (sql: string): Promise<void> => {
    sent.push(open.length === 0 ? sql : `${sql} while busy`);
    await new Promise<void>((resolve, reject) => {
      const leave = () => open.splice(open.indexOf(entry), 1);
      const entry = {
        sql,
        end: () => {
          leave();
          resolve();
        },
        fail: (error: Error) => {
          leave();
          reject(error);
        },
      };
      open.push(entry);
    });
  };
  const inner: Inner = {
    provider: 'postgres',
    adapterName: 'test',
    options: { usePhantomQuery: false },
    queryRaw: async ({ sql }) => {
      await run(sql);
      return { columnNames: [sql], columnTypes: [], rows: [] };
    },
    executeRaw: async ({ sql }) => {
      await run(sql);
      return 1;
    },
    commit: async () => void sent.push('released'),
    rollback: async () => void sent.push('released'),
  };
  /** Ends what runs, and lets everything that waited for it go on. */
  const settle = async (fail?: Error): Promise<void> => {
    const [running] = open;
    if (fail) running?.fail(fail);
    else running?.end();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { sent, settle, transaction: new OrderlyTransaction(inner) };
}

describe('a transaction', () => {
  it('sends one statement at a time, in the order they came', async () => {
    const { sent, settle, transaction } = connection();
    const all = ['a', 'b', 'c', 'd'].map((sql) => transaction.queryRaw(statement(sql)));
    for (const count of [1, 2, 3, 4]) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(sent).toHaveLength(count);
      await settle();
    }
    expect((await Promise.all(all)).map(({ columnNames }) => columnNames[0])).toEqual(['a', 'b', 'c', 'd']);
    expect(sent).toEqual(['a', 'b', 'c', 'd']);
  });

  it('goes on behind a statement that failed, and tells only its own caller', async () => {
    const { sent, settle, transaction } = connection();
    const [bad, good] = [transaction.executeRaw(statement('bad')), transaction.executeRaw(statement('good'))];
    const refusal = expect(bad).rejects.toThrow('no such table');
    await new Promise((resolve) => setImmediate(resolve));
    await settle(new Error('no such table'));
    await refusal;
    await settle();
    expect(await good).toBe(1);
    expect(sent).toEqual(['bad', 'good']);
  });

  it.each(['COMMIT', 'ROLLBACK'])('sends nothing behind %s, not even before it was answered', async (end) => {
    const { sent, settle, transaction } = connection();
    const running = transaction.executeRaw(statement('INSERT'));
    const ending = transaction.executeRaw(statement(end));
    await expect(transaction.executeRaw(statement('late'))).rejects.toThrow('after the end');
    await expect(transaction.createSavepoint('late')).rejects.toThrow('after the end');
    await settle();
    await settle();
    await settle();
    await Promise.all([running, ending, transaction.commit()]);
    await expect(transaction.queryRaw(statement('later'))).rejects.toThrow('after the end');
    expect(sent).toEqual(['INSERT', end, 'released']);
  });

  it('gives its connection back once, and not while a statement runs', async () => {
    const { sent, settle, transaction } = connection();
    const running = transaction.executeRaw(statement('COMMIT'));
    const undoing = transaction.executeRaw(statement('ROLLBACK'));
    const both = Promise.all([transaction.rollback(), transaction.commit()]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toEqual(['COMMIT']);
    await settle();
    await settle();
    await Promise.all([running, undoing, both]);
    expect(sent).toEqual(['COMMIT', 'ROLLBACK', 'released']);
  });
});
