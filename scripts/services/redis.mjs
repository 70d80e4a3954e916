import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { findProgram } from '../processes/find-program.mjs';
import { launchUntil } from '../processes/launch.mjs';

const START_TIMEOUT_MS = 15_000;

/** The programs that can be our Redis, best first; Valkey speaks the same protocol and reads the same settings. */
export const REDIS_PROGRAMS = ['redis-server', 'valkey-server'];

/**
 * Starts a Redis of our own on 127.0.0.1 with a password. Nothing is written to disk: Redis is a doorbell here, the
 * database holds every job. `noeviction`, because a doorbell that forgets a ring silently would delay work.
 *
 * @param {{ dir: string, port: number, password: string, logFile: string }} options
 * @returns {Promise<{ url: string, pid: number, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startRedis({ dir, port, password, logFile }) {
  const command = findProgram(REDIS_PROGRAMS);
  if (!command)
    throw new Error('redis-server is not installed. Install it, or set REDIS_URL to a Redis of your own.');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // The settings go through standard input: on the command line every local user could read the password.
  const server = await launchUntil(
    { command, args: ['-'], cwd: dir, env: process.env, logFile, stdin: settings({ dir, port, password }) },
    { isReady: () => answers(port, password), timeoutMs: START_TIMEOUT_MS, failure: 'Redis did not start' },
  );
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    pid: server.pid,
    exited: server.exited,
    stop: () => server.stop(),
  };
}

function settings({ dir, port, password }) {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    'protected-mode yes',
    `requirepass ${password}`,
    `dir "${dir}"`,
    'save ""',
    'appendonly no',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');
}

/** True once PING is answered; rejects with what Redis or the socket said otherwise. */
function answers(port, password) {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    let reply = '';
    socket.setTimeout(2_000, () => socket.destroy(new Error('no answer to PING')));
    socket.on('error', reject);
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      reply += chunk;
      if (reply.includes('+PONG')) {
        socket.destroy();
        resolve(true);
      } else if (reply.startsWith('-')) {
        socket.destroy(new Error(reply.trim()));
      }
    });
  });
}
