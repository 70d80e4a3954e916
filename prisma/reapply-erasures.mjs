// node prisma/reapply-erasures.mjs      erases again what the erasure list names, after an older backup came back
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { adminUrl, asMigrator, DatabaseSetupError, explain, isProgram } from './admin-connection.mjs';

/**
 * Goes through the list line by line; a line the database knows is passed over, so it may be run any number of times and
 * begun again after a crash. Only the owner of the database can do it: no process of the application may erase what a
 * legal hold keeps, and this does, because it was erased lawfully once.
 * @param {string} url owner of the database
 * @param {string} listFile
 * @returns {Promise<{ entries: number, applied: number }>}
 */
export async function reapplyErasures(url, listFile) {
  const entries = readErasureList(listFile);
  if (entries.length === 0) return { entries: 0, applied: 0 };
  const client = new pg.Client(asMigrator(url));
  client.on('error', () => {});
  try {
    await client.connect();
    let applied = 0;
    for (const entry of entries) if (await reapply(client, entry)) applied += 1;
    return { entries: entries.length, applied };
  } catch (error) {
    throw explain(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * A last line that a crash cut off was never counted as written and is passed over; any other is a damaged list.
 * @param {string} listFile
 */
export function readErasureList(listFile) {
  if (!existsSync(listFile)) return [];
  const lines = readFileSync(listFile, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line)];
    } catch {
      // The file only ends with a line break when the line before it is whole.
      if (index === lines.length - 1 || isRepeated(lines, line)) return [];
      throw new DatabaseSetupError(
        `Line ${index + 1} of the erasure list ${listFile} cannot be read. Take a copy of the list that is whole.`,
      );
    }
  });
}

/** A cut line is written again, whole, behind itself. */
function isRepeated(lines, cut) {
  return lines.some((line) => line !== cut && line.startsWith(cut));
}

async function reapply(client, entry) {
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT forget_again($1::jsonb) AS applied', [JSON.stringify(entry)]);
  await client.query('COMMIT');
  return rows[0].applied;
}

/** @param {Record<string, string | undefined>} env */
export function erasureListFile(env) {
  if (env.ERASURE_LIST_FILE) return env.ERASURE_LIST_FILE;
  if (env.STORAGE_DIR) return join(env.STORAGE_DIR, 'erasures.jsonl');
  throw new DatabaseSetupError(
    'ERASURE_LIST_FILE is not set, nor STORAGE_DIR: say where the erasure list is.',
  );
}

if (isProgram(import.meta.url)) {
  try {
    const { entries, applied } = await reapplyErasures(adminUrl(process.env), erasureListFile(process.env));
    console.log(
      applied === 0
        ? `The database knows all ${entries} erasures of the list.`
        : `${applied} of ${entries} erasures were done again: the database was older than they are.`,
    );
  } catch (error) {
    console.error(error instanceof DatabaseSetupError ? error.message : error);
    process.exitCode = 1;
  }
}
