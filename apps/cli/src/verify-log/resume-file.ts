import { existsSync, readFileSync } from 'node:fs';
import type { LogState } from '@sealwright/audit/log';
import { z } from 'zod';
import { writeOutput } from '../seal/output-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';

const FORMAT = 'sealwright-log-verification';

const shape = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  origin: z.string(),
  full: z.boolean(),
  run: z.unknown(),
});

/** Which verification a state belongs to: going on with another log, or after a weaker look, would prove nothing. */
export interface RunIdentity {
  readonly origin: string;
  readonly full: boolean;
}

/**
 * @returns what {@link writeResumeFile} wrote, undefined when there is no such file yet
 * @throws CliError `state-unreadable`, `state-of-another-run` with exit code 64
 */
export function readResumeFile(path: string, identity: RunIdentity): unknown {
  if (!existsSync(path)) return undefined;
  const read = shape.safeParse(parse(path));
  if (!read.success) throw usage('state-unreadable', `${JSON.stringify(path)} is not a stored verification.`);
  const { origin, full, run } = read.data;
  if (origin !== identity.origin) {
    throw usage('state-of-another-run', `This state is of the log ${origin}, not of ${identity.origin}.`);
  }
  if (identity.full && !full) {
    throw usage(
      'state-of-another-run',
      'This state was made without --full. Start with another --state FILE.',
    );
  }
  return run;
}

/** Replaces the file as a whole, so that a kill at any moment leaves the last state or this one. */
export function writeResumeFile(path: string, identity: RunIdentity, run: LogState): void {
  const text = JSON.stringify({ format: FORMAT, version: 1, ...identity, run });
  writeOutput(path, new TextEncoder().encode(`${text}\n`));
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
