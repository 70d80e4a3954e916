import { keysNamed, LogError, parseVerifierKey, type VerifierKey } from '@sealwright/audit/log';
import { readInput } from '../seal/input-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import type { StoredLog } from './log-database.js';
import type { TileSource } from './tile-source.js';

export interface ChosenKeys {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
  /** Whether they come from outside, or from where the log comes from. */
  readonly fromOutside: boolean;
  /** Said to the person: the keys given name the log before. */
  readonly note: string | null;
}

/**
 * The log's keys: those given, or the published ones. A key carries the log's name (its origin).
 *
 * @param given verifier keys, or files with one per line
 * @throws CliError `log-key-missing` (2), `log-key-unusable`, `log-keys-of-two-logs` (64)
 */
export async function chooseKeys(
  given: readonly string[] | undefined,
  stored: StoredLog,
  source: TileSource,
): Promise<ChosenKeys> {
  const fromOutside = given !== undefined;
  const texts = fromOutside ? given.flatMap(readKeys) : await publishedKeys(stored, source);
  const keys = texts.map(parseKey);
  const [first] = keys;
  if (first === undefined) {
    throw new CliError('log-key-missing', 'No key of the log is known: name one with --log-key.', {
      exitCode: exitCodes.indeterminate,
    });
  }
  if (keys.some(({ name }) => name !== first.name)) {
    throw usage('log-keys-of-two-logs', 'The keys are of different logs: their names differ.');
  }
  const { origin } = stored;
  // One key in the token has another line for each name of the log; whoever was given the old one believes the same key.
  if (
    origin !== null &&
    origin !== first.name &&
    stored.beginnings.some(({ afterOrigin }) => afterOrigin === first.name)
  ) {
    const note = `The key given is of ${first.name}, which ended; the same key is used for ${origin}, which followed it.`;
    return { origin, keys: keysNamed(keys, origin), fromOutside, note };
  }
  return { origin: first.name, keys, fromOutside, note: null };
}

async function publishedKeys(stored: StoredLog, source: TileSource): Promise<readonly string[]> {
  const published = await source.published('keys');
  return published === null ? stored.verifierKeys : splitLines(published);
}

function readKeys(given: string): string[] {
  return given.includes('+') ? [given] : splitLines(readInput(given).toString('utf8'));
}

function splitLines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function parseKey(text: string): VerifierKey {
  try {
    return parseVerifierKey(text);
  } catch (cause) {
    if (!(cause instanceof LogError)) throw cause;
    throw new CliError('log-key-unusable', cause.message, { cause, exitCode: exitCodes.usage });
  }
}

/** Signed checkpoints somebody kept. */
export function readCheckpoints(files: readonly string[]): string[] {
  return files.map((file) => readInput(file).toString('utf8'));
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
