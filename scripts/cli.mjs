// npm run --silent sealwright -- <command>: builds the command line where needed and runs it in the folder of the
// caller. Progress goes to standard error; standard output belongs to the command.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { build } from './stack/build.mjs';
import { dataDirPath } from './stack/data-dir.mjs';
import { instanceEnvironment } from './stack/instance-environment.mjs';
import { isRunning, readRunRecord } from './stack/run-record.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const CLI = join(REPOSITORY, 'apps/cli/dist/main.js');

/** Commands that do the main job on the running platform; one is started in the background when there is none. */
const NEEDS_PLATFORM = new Set(['demo', 'bench']);

try {
  const args = process.argv.slice(2);
  if (NEEDS_PLATFORM.has(args[0] ?? '') && !asksForHelp(args)) await ensurePlatform();
  await build({ parts: ['server'], report: (line) => console.error(line) });
  runCli(args);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function asksForHelp(args) {
  return args.includes('--help') || args.includes('-h');
}

function ensurePlatform() {
  const record = readRunRecord(join(dataDirPath(process.env), 'run'));
  if (isRunning(record) && record.state === 'ready') return;
  const start = join(REPOSITORY, 'scripts/start.mjs');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [start, '--detach'], {
      stdio: ['ignore', process.stderr, process.stderr],
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('The platform could not be started.')),
    );
  });
}

function runCli(args) {
  const caller =
    process.env.INIT_CWD && existsSync(process.env.INIT_CWD) ? process.env.INIT_CWD : process.cwd();
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: caller,
    stdio: 'inherit',
    env: instanceEnvironment(process.env),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
