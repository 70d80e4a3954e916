import { execFileSync, spawn, spawnSync } from 'node:child_process';

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

export interface ToolAnswer {
  /** Null when it was ended because it took too long. */
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const MOST_OUTPUT_BYTES = 1 << 28;

/** Like {@link runTool}, while others work; the raw output apart from the complaints. Rejects when it cannot be started. */
export function startTool(
  name: string,
  args: readonly string[],
  { timeoutMs = 60_000 } = {},
): Promise<ToolAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    let byteSize = 0;
    const keep = (kept: Buffer[]) => (chunk: Buffer) => {
      byteSize += chunk.length;
      if (byteSize > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
      else kept.push(chunk);
    };
    child.stdout.on('data', keep(out));
    child.stderr.on('data', keep(err));
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(timer);
      resolve({ exitCode, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') });
    });
  });
}
