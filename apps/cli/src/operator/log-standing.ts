import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogError, parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { z } from 'zod';
import type { LogDatabase } from '../verify-log/log-database.js';

/** A checkpoint and which log it is of (1: the first). */
export interface FoundCheckpoint {
  readonly generation: number;
  readonly origin: string;
  readonly size: number;
  readonly rootHex: string;
  readonly note: string;
}

export interface LogSituation {
  readonly origin: string;
  readonly generation: number;
  /** Entries the database has. */
  readonly size: number;
  /** The last checkpoint shown beyond what the database has; null where the log is whole as far as this machine knows. */
  readonly ahead: FoundCheckpoint | null;
}

/** `<size>:<first 16 hex digits of the root>`, as begin-log wants the last shown checkpoint named. */
export function nameCheckpoint({ size, rootHex }: FoundCheckpoint): string {
  return `${size}:${rootHex.slice(0, 16)}`;
}

/** A first look, for the words of the command; what counts is the sealer's own, which verifies signatures and tiles. */
export async function lookAtLog(
  database: LogDatabase,
  found: readonly FoundCheckpoint[],
): Promise<LogSituation | null> {
  const state = await database.readHead();
  if (state === null) return null;
  const ahead = found
    .filter(
      ({ generation, size, rootHex }) =>
        generation > state.generation ||
        (generation === state.generation &&
          (size > state.size || (size === state.size && rootHex !== state.rootHex))),
    )
    .sort((left, right) => left.generation - right.generation || left.size - right.size)
    .at(-1);
  return { ...state, ahead: ahead ?? null };
}

/** What LOG_DIR shows: of the first log, and of each one begun later. */
export function shownInFolder(folder: string): FoundCheckpoint[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const later = names.filter((name) => /^[1-9][0-9]{0,5}$/.test(name) && name !== '1');
  return [
    { generation: 1, file: join(folder, 'checkpoint') },
    ...later.map((name) => ({ generation: Number(name), file: join(folder, name, 'checkpoint') })),
  ].flatMap(({ generation, file }) =>
    existsSync(file) ? readNote(readFileSync(file, 'utf8'), () => generation) : [],
  );
}

const seenShape = z.object({ note: z.string() });

/** What the monitor saw last, which is kept beside the database and not in it. */
export function seenByMonitor(storageDir: string): string | null {
  const file = join(storageDir, 'monitor', 'log-seen.json');
  if (!existsSync(file)) return null;
  try {
    return seenShape.parse(JSON.parse(readFileSync(file, 'utf8'))).note;
  } catch {
    return null;
  }
}

/** The number at the end of a name is only a guess here; the sealer knows the names. */
export function readNote(
  note: string,
  generationOf: (origin: string) => number = guessGeneration,
): FoundCheckpoint[] {
  try {
    const { origin, head } = parseCheckpoint(parseSignedNote(note).text);
    const rootHex = Buffer.from(head.root).toString('hex');
    return [{ generation: generationOf(origin), origin, size: head.size, rootHex, note }];
  } catch (error) {
    if (error instanceof LogError) return [];
    throw error;
  }
}

function guessGeneration(origin: string): number {
  return Number(/\/([2-9]|[1-9][0-9]+)$/.exec(origin)?.[1] ?? '1');
}
