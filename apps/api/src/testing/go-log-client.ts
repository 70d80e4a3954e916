import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const source = fileURLToPath(new URL('../../../../packages/audit/conformance/read_log.go', import.meta.url));
/** Where Debian's package golang-golang-x-mod-dev puts its sources. */
const sources = '/usr/share/gocode';

/** The operating system's own first: its standard library is compiled already. */
const compiler = ['/usr/bin/go', 'go'].find((name) => {
  try {
    execFileSync(name, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** Go and golang.org/x/mod are there (apt: golang-go golang-golang-x-mod-dev). */
export const hasGoLogClient =
  compiler !== undefined && existsSync(join(sources, 'src/golang.org/x/mod/sumdb/tlog'));

/** Builds the client of packages/audit/conformance; asks the network for nothing. */
export async function buildGoLogClient(dir: string): Promise<GoLogClient> {
  const program = join(dir, 'read_log');
  const offline = { GO111MODULE: 'off', GOPATH: sources, GOFLAGS: '', GOPROXY: 'off', GOTOOLCHAIN: 'local' };
  const env = { PATH: process.env.PATH, HOME: dir, GOCACHE: join(dir, 'cache'), ...offline };
  await run(compiler ?? 'go', ['build', '-o', program, source], { env });
  return {
    read: async (url, verifierKey, olderCheckpointFile) => {
      const older = olderCheckpointFile === undefined ? [] : [olderCheckpointFile];
      return await run(program, [url, verifierKey, ...older]).then(
        ({ stdout }) => stdout.trim(),
        (error: { stderr?: string }) => `refused: ${error.stderr?.trim() ?? String(error)}`,
      );
    },
  };
}

export interface GoLogClient {
  /** @returns `size <n>`, or `refused: …` with the client's own words */
  read(url: string, verifierKey: string, olderCheckpointFile?: string): Promise<string>;
}
