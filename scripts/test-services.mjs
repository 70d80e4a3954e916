// Runs one command with PostgreSQL, Redis, SoftHSM and a mail inbox at hand, and stops them afterwards:
//   node scripts/test-services.mjs [--port-base 4100] -- pnpm exec vitest run --project integration apps/api
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { freePortBase } from './processes/free-ports.mjs';
import { startTestServices } from './services/test-services.mjs';

const PORTS_NEEDED = 4;

const { values, positionals } = parseArgs({
  options: { 'port-base': { type: 'string' } },
  allowPositionals: true,
});
const [command, ...args] = positionals;
if (!command) {
  console.error('Say what to run: node scripts/test-services.mjs [--port-base N] -- <command> [args]');
  process.exit(2);
}
process.exitCode = await runWithServices().catch((error) => {
  console.error(error.message);
  return 1;
});

async function runWithServices() {
  const portBase = values['port-base'] ? Number(values['port-base']) : await freePortBase(PORTS_NEEDED);
  let child = null;
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      interrupted = true;
      child?.kill(signal);
    });
  }
  const services = await startTestServices({ portBase });
  try {
    if (interrupted) return 130;
    child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...services.env } });
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    await services.stop();
  }
}
