import { CommanderError } from 'commander';
import { CliError, exitCodes } from './cli-error.js';

/** Errors of our packages carry a stable kebab-case code beside a sentence that is safe to show. */
interface CodedError extends Error {
  readonly code: string;
}

/** Writes one sentence and its code to standard error; answers the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (isExplained(error)) {
    process.stderr.write(`sealwright: ${error.message} [${error.code}]\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.failed;
  }
  process.stderr.write(
    `sealwright: unexpected failure: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return exitCodes.failed;
}

function isExplained(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[a-z]+(-[a-z0-9]+)+$/.test(error.code)
  );
}
