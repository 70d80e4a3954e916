// npm run --silent sealwright -- <command>: builds the command line where needed and runs it in the folder of the
// caller. Progress goes to standard error; standard output belongs to the command.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { build } from './stack/build.mjs';
import { instanceEnvironment } from './stack/instance-environment.mjs';
import { REPOSITORY } from './toolchain/paths.mjs';

const CLI = join(REPOSITORY, 'apps/cli/dist/main.js');

try {
  await build({ parts: ['server'], report: (line) => console.error(line) });
  runCli(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
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
