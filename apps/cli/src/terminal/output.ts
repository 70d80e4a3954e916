/** One JSON object and nothing else, for programs. */
export function writeResult(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

/** Lines for a person. */
export function writeLines(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Ends the process once everything written has reached its reader, whatever is still pending. */
export function endProcess(exitCode: number): void {
  process.stdout.write('', () => process.exit(exitCode));
}
