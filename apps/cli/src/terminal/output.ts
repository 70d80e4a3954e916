import { constants } from 'node:os';

/** One JSON object and nothing else, for programs. */
export function writeResult(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

/** Lines for a person. */
export function writeLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** A reader that has seen enough (`| head`) is no failure of ours: the process ends without a stack. */
export function endWhenReaderLeaves(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(128 + constants.signals.SIGPIPE);
    throw error;
  });
}

/** Ends the process once everything written has reached its reader, whatever is still pending. */
export function endProcess(exitCode: number): void {
  process.stdout.write('', () => process.exit(exitCode));
}
