import type { TestDatabase } from './database.js';

/** What one committed transaction wrote. */
export interface WatchedTransaction {
  /** Tables with changed rows, apart from the record's own and from those that hold no state. */
  readonly tables: readonly string[];
  /** Types of the events appended, in order. */
  readonly events: readonly string[];
}

/** Tables whose rows are no state of the product, each with the reason. */
const stateless: Readonly<Record<string, string>> = {
  idempotency_key: 'remembers an answer, to give it again',
  upload: 'bytes on their way, until a document is made of them',
  rehearsal: 'remembers whether a file can be sealed, so that nobody tries it twice',
  blob: 'names bytes by their hash; they mean nothing until a document does',
  verification: 'a mailed secret that was used up',
  service_health: 'what a process says of itself',
  log_pending: 'events waiting for the log, written by the record itself',
  audit_stream: 'the head of the record',
  audit_personal: 'the record',
  audit_event: 'the record',
};

/**
 * Sees every row that is written, whoever writes it, by triggers that only this database has: so the test needs to trust
 * neither the application nor the list of its repositories.
 */
export class WriteWatch {
  private constructor(private readonly database: TestDatabase) {}

  static async begin(database: TestDatabase): Promise<WriteWatch> {
    await database.query(
      'admin',
      `CREATE TABLE write_watch (n bigserial, transaction bigint, name text, operation text, event text);
       CREATE FUNCTION watch_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
       BEGIN
         INSERT INTO write_watch (transaction, name, operation, event)
         VALUES (txid_current(), TG_TABLE_NAME, TG_OP, to_jsonb(NEW) ->> 'type');
         RETURN NULL;
       END $$;
       DO $$ DECLARE name text; BEGIN
         FOR name IN SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
           AND c.relname NOT IN ('write_watch', '_prisma_migrations')
         LOOP
           EXECUTE format('CREATE TRIGGER watch_write AFTER INSERT OR UPDATE OR DELETE ON %I
             FOR EACH ROW EXECUTE FUNCTION watch_write()', name);
         END LOOP;
       END $$`,
    );
    return new WriteWatch(database);
  }

  /** Runs `work` and tells what was committed meanwhile, transaction by transaction. */
  async during(work: () => Promise<unknown>): Promise<WatchedTransaction[]> {
    await this.database.query('admin', 'TRUNCATE write_watch');
    await work();
    const rows = await this.database.query(
      'admin',
      'SELECT transaction, name, event FROM write_watch ORDER BY n',
    );
    const byTransaction = Map.groupBy(rows, (row) => String(row.transaction));
    return [...byTransaction.values()]
      .map((writes) => ({
        tables: [...new Set(writes.map((row) => String(row.name)))]
          .filter((name) => !(name in stateless))
          .sort(),
        events: writes.filter((row) => row.name === 'audit_event').map((row) => String(row.event)),
      }))
      .filter(({ tables, events }) => tables.length > 0 || events.length > 0);
  }

  /** While `work` runs, nothing can be appended to the record, as if its disk were full. */
  async withoutRecord(work: () => Promise<unknown>): Promise<void> {
    await this.database.query(
      'admin',
      `CREATE FUNCTION refuse_record() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the disk of the record is full'; END $$;
       CREATE TRIGGER refuse_record BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_record()`,
    );
    try {
      await work();
    } finally {
      await this.database.query(
        'admin',
        'DROP TRIGGER refuse_record ON audit_event; DROP FUNCTION refuse_record()',
      );
    }
  }
}
