import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { writeOutput } from '../seal/output-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';

const answerShape = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), facts: z.record(z.string(), z.unknown()) }),
  z.object({ outcome: z.literal('refused'), code: z.string(), sentence: z.string() }),
]);

export interface Question {
  readonly kind: 'begin-log' | 'mails';
  readonly body: object;
  /** Which process carries it out, for the sentence. */
  readonly who: string;
  readonly waitMs: number;
}

const POLL_MS = 200;

/**
 * Asks a running process through the folder `requests` of its storage: whoever can write there may ask. A process that
 * does not run at the moment finds the request when it starts.
 * @throws CliError the process's own refusal; `not-carried-out-yet` (2) when nobody answered in time
 */
export async function askPlatform(
  storageDir: string,
  { kind, body, who, waitMs }: Question,
): Promise<Record<string, unknown>> {
  const id = randomUUID();
  const folder = requestFolder(storageDir);
  const file = join(folder, `${kind}.${id}.json`);
  writeOutput(file, new TextEncoder().encode(`${JSON.stringify(body)}\n`));
  giveToOwner(file, storageDir);
  const answerFile = join(folder, `${id}.answer.json`);
  for (let waitedMs = 0; waitedMs <= waitMs; waitedMs += POLL_MS) {
    if (existsSync(answerFile)) return readAnswer(answerFile);
    await pause(POLL_MS);
  }
  const sentence = `The ${who} did not answer yet. The request stays; it is carried out as soon as the ${who} runs. To take it back, remove ${file}.`;
  throw new CliError('not-carried-out-yet', sentence, { exitCode: exitCodes.indeterminate });
}

/** @throws CliError `storage-missing` (64) */
export function chooseStorage(environment: NodeJS.ProcessEnv): string {
  if (environment.STORAGE_DIR) return environment.STORAGE_DIR;
  const sentence =
    'STORAGE_DIR is not set: run this where the platform runs, with the settings of its processes.';
  throw new CliError('storage-missing', sentence, { exitCode: exitCodes.usage });
}

function requestFolder(storageDir: string): string {
  const folder = join(storageDir, 'requests');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    giveToOwner(folder, storageDir);
    return folder;
  } catch (cause) {
    const sentence = `${JSON.stringify(folder)} cannot be written: only whoever administers the platform may ask for this.`;
    throw new CliError('storage-unwritable', sentence, { cause, exitCode: exitCodes.usage });
  }
}

/** Root may ask for a platform that runs as somebody else, who has to be able to read it and put it away. */
function giveToOwner(path: string, storageDir: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(storageDir);
  chownSync(path, uid, gid);
}

function readAnswer(file: string): Record<string, unknown> {
  const answer = answerShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(file, { force: true });
  if (answer.outcome === 'done') return answer.facts;
  throw new CliError(answer.code, answer.sentence);
}
