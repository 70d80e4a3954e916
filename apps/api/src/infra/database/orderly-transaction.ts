import { PrismaPg } from '@prisma/adapter-pg';
import type { PoolConfig } from 'pg';
import { pastTheDead, repeatable } from './dead-connections.js';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
type Query = Parameters<Transaction['queryRaw']>[0];

type Options = ConstructorParameters<typeof PrismaPg>[1];

/**
 * PrismaPg whose transactions send one statement at a time. Prisma reads the relations of one `include` side by side,
 * on the transaction's only connection (prisma/orm#29407); `pg` queues them with a warning, and refuses them from 9.0 on.
 * Connections that died in the pool are passed over (`dead-connections.ts`).
 */
export class OrderlyPrismaPg extends PrismaPg {
  private readonly poolSize: number;

  constructor(pool: PoolConfig & { readonly max: number }, options?: Options) {
    super(pool, options);
    this.poolSize = pool.max;
  }

  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const [startTransaction, queryRaw, executeRaw] = [
      adapter.startTransaction.bind(adapter),
      adapter.queryRaw.bind(adapter),
      adapter.executeRaw.bind(adapter),
    ];
    adapter.startTransaction = async (level) =>
      new OrderlyTransaction(
        await pastTheDead(() => startTransaction(level), repeatable.begin, this.poolSize),
      );
    adapter.queryRaw = (query) =>
      pastTheDead(() => queryRaw(query), repeatable.statement(query.sql), this.poolSize);
    adapter.executeRaw = (query) =>
      pastTheDead(() => executeRaw(query), repeatable.statement(query.sql), this.poolSize);
    return adapter;
  }
}

/** As Prisma words the statements that end a transaction. */
const ENDS = new Set(['COMMIT', 'ROLLBACK']);

/**
 * Statements in the order they were asked for, each behind the end of the one before. None behind COMMIT or ROLLBACK: the
 * connection may belong to somebody else by then (prisma/orm#29762), and is given back once (prisma/orm#29954).
 */
export class OrderlyTransaction implements Transaction {
  private last: Promise<unknown> = Promise.resolve();
  private isEnding = false;
  private released: Promise<void> | null = null;

  constructor(private readonly inner: Transaction) {}

  get provider(): Transaction['provider'] {
    return this.inner.provider;
  }

  get adapterName(): string {
    return this.inner.adapterName;
  }

  get options(): Transaction['options'] {
    return this.inner.options;
  }

  async queryRaw(query: Query): ReturnType<Transaction['queryRaw']> {
    return await this.send(query.sql, () => this.inner.queryRaw(query));
  }

  async executeRaw(query: Query): Promise<number> {
    return await this.send(query.sql, () => this.inner.executeRaw(query));
  }

  async commit(): Promise<void> {
    await this.release(() => this.inner.commit());
  }

  async rollback(): Promise<void> {
    await this.release(() => this.inner.rollback());
  }

  async createSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`ROLLBACK TO SAVEPOINT ${name}`));
  }

  async releaseSavepoint(name: string): Promise<void> {
    await this.executeRaw(statement(`RELEASE SAVEPOINT ${name}`));
  }

  /** A ROLLBACK behind a COMMIT that got no answer in time is let through: it finds nothing to undo. */
  private async send<T>(sql: string, work: () => Promise<T>): Promise<T> {
    const ends = ENDS.has(sql);
    if (this.released !== null || (this.isEnding && !ends)) {
      throw new Error('sealwright: a statement came after the end of its transaction');
    }
    this.isEnding ||= ends;
    return await this.behindTheLast(work);
  }

  private async release(work: () => Promise<void>): Promise<void> {
    this.isEnding = true;
    this.released ??= this.behindTheLast(work);
    await this.released;
  }

  /** A statement that fails leaves the turn to the next one; what that is worth, the database says. */
  private async behindTheLast<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return await turn;
  }
}

const statement = (sql: string): Query => ({ sql, args: [], argTypes: [] });
