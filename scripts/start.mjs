// npm start [-- --detach]: the whole platform on this machine. Ctrl-C stops it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirPath } from './stack/data-dir.mjs';
import { isRunning, readRunRecord } from './stack/run-record.mjs';
import { startStack } from './stack.mjs';

const OPTIONS = {
  detach: { type: 'boolean' },
  supervised: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};
const HELP = `npm start              start Sealwright and stay; Ctrl-C stops it
npm start -- --detach  start it in the background; "npm run stop" ends it

PORT, HOST, PUBLIC_URL, SEALWRIGHT_DATA choose where; DATABASE_URL, REDIS_URL, SMTP_URL, PKCS11_MODULE replace a
local service by one of your own. docs/operations.md has the whole list.`;

/** Starts, waits for a signal, stops. */
async function startAndStay(listener) {
  const asked = new AbortController();
  // A terminal and npm may both pass the same Ctrl-C on; once is enough.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => asked.abort());
  const { signal } = asked;
  try {
    const stack = await startStack({ report: listener.line, signal });
    for (const line of readyLines(stack)) listener.line(line);
    listener.ready();
    if (!signal.aborted) await once(signal, 'abort');
    listener.line('Stopping …');
    await stack.stop();
  } catch (error) {
    listener.failed(signal.aborted ? 'Stopped before it was ready.' : error.message);
    process.exitCode = 1;
  }
}

function readyLines({ publicUrl, inboxUrl, login }) {
  return [
    '',
    'Sealwright is ready',
    `  Open      ${publicUrl}`,
    `  Sign in   ${login.email}  ${login.password}`,
    ...(inboxUrl ? [`  Inbox     ${inboxUrl}  (every mail of this machine lands here)`] : []),
    '',
  ];
}

/** In the background the parent shows the lines until the platform is ready, then leaves. */
const tellParent = {
  line: (line) => (process.connected ? process.send?.({ line }) : console.log(line)),
  ready: () => {
    process.send?.({ ready: true });
    process.disconnect?.();
  },
  failed: (reason) => (process.connected ? process.send?.({ failed: reason }) : console.error(reason)),
};

async function startInBackground() {
  const dataDir = dataDirPath(process.env);
  const record = readRunRecord(join(dataDir, 'run'));
  if (isRunning(record) && record.state === 'ready') {
    console.log(`Sealwright is already running: ${record.publicUrl}`);
    return;
  }
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const log = openSync(join(logs, 'start.log'), 'a', 0o600);
  const child = fork(import.meta.filename, ['--supervised'], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const giveUp = () => child.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, giveUp);
  process.exitCode = await new Promise((resolve) => {
    child.on('message', (message) => {
      if (message.line !== undefined) console.log(message.line);
      if (message.failed !== undefined) console.error(message.failed);
      if (message.ready) resolve(0);
    });
    child.on('exit', (code) => resolve(code || 1));
  });
  child.unref();
  if (child.connected) child.disconnect();
}

/** A mistyped option gets a sentence, not a stack. */
function readOptions() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exit(64);
  }
}

const values = readOptions();
if (values.help) console.log(HELP);
else if (values.detach) await startInBackground();
else
  await startAndStay(
    values.supervised ? tellParent : { line: console.log, ready: () => {}, failed: console.error },
  );
