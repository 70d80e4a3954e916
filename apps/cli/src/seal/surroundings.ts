import { resolve } from 'node:path';
import { STANDARD_STREAM } from './input-file.js';

export interface SealSurroundings {
  /** Where the development token is, or will be. */
  readonly dataDir: string;
  /** Progress and warnings, while work is under way. */
  readonly report: (line: string) => void;
}

export function sealSurroundings(environment: NodeJS.ProcessEnv): SealSurroundings {
  return {
    dataDir: resolve(environment.SEALWRIGHT_DATA ?? '.data'),
    report: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** Lines for a person or an object for a program; on standard error when standard output is the PDF. */
export function reportOutcome(outputPath: string, outcome: readonly string[] | object): void {
  const stream = outputPath === STANDARD_STREAM ? process.stderr : process.stdout;
  const text = Array.isArray(outcome) ? outcome.join('\n') : JSON.stringify(outcome, null, 2);
  stream.write(`${text}\n`);
}
