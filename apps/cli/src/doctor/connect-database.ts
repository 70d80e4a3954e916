import pg from 'pg';
import { reasonOf, Unwell } from './finding.js';

/** One connection in the platform's own role; the caller ends it. @throws Unwell */
export async function connectDatabase(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  // A connection that breaks later must not end the process; the query in flight reports it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    throw new Unwell(
      `The database refused the connection: ${reasonOf(cause)}.`,
      'Check that PostgreSQL runs and that DATABASE_URL names host, database, user and password.',
      { cause },
    );
  }
}
