import { connect } from 'node:net';
import { join } from 'node:path';
import { launchUntil } from '../processes/launch.mjs';

const READY_TIMEOUT_MS = 20_000;

/**
 * Starts the local timestamp authority. Needs a built command line and a provisioned development CA.
 *
 * @param {{ dataDir: string, listsDir: string, port: number, logFile: string }} options
 * @returns {Promise<{ url: string, pid: number, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startTimestamps({ dataDir, listsDir, port, logFile }) {
  const { PATH, HOME } = process.env;
  const authority = await launchUntil(
    {
      command: process.execPath,
      args: [join(import.meta.dirname, 'timestamps', 'main.mjs')],
      env: { PATH, HOME, SEALWRIGHT_DATA: dataDir, REVOCATION_DIR: listsDir, TIMESTAMP_PORT: String(port) },
      logFile,
    },
    {
      isReady: () => listens(port),
      timeoutMs: READY_TIMEOUT_MS,
      failure: 'The local timestamp authority did not start',
    },
  );
  return {
    url: `http://127.0.0.1:${port}/`,
    pid: authority.pid,
    exited: authority.exited,
    stop: () => authority.stop(),
  };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
