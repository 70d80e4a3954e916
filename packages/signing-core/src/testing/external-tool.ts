import { execFileSync, spawnSync } from 'node:child_process';

/** Whether a program can be started; when not, says so loudly, because a skipped check is not a passed one. */
export function hasTool(name: string): boolean {
  const found = spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (!found) console.warn(`SKIPPED: "${name}" is not installed, its conformance tests do not run`);
  return found;
}

/** Runs a program and answers both outputs together; a non-zero exit is part of the answer, not an error. */
export function runTool(
  name: string,
  args: readonly string[],
  { timeoutMs = 60_000 } = {},
): { exitCode: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', timeout: timeoutMs });
  return { exitCode: status, output: `${stdout}${stderr}` };
}

/** Runs a program that must succeed and answers its raw output. */
export function readTool(name: string, args: readonly string[]): Buffer {
  return execFileSync(name, args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}
