import { join } from 'node:path';
import { launch } from '../processes/launch.mjs';
import { logTail } from '../processes/log-tail.mjs';
import { waitUntil } from '../processes/wait-until.mjs';

/**
 * Starts the local mail inbox as a process of its own: an SMTP sink that accepts every mail, and a page to read them.
 *
 * @param {{ dir: string, httpPort: number, smtpPort: number, logFile: string }} options
 * @returns {Promise<{ url: string, smtpUrl: string, pid: number, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startInbox({ dir, httpPort, smtpPort, logFile }) {
  const url = `http://127.0.0.1:${httpPort}`;
  const inbox = await launch({ ...inboxCommand({ dir, httpPort, smtpPort }), logFile });
  await waitUntil(async () => (await fetch(`${url}/healthz`)).ok, {
    timeoutMs: 15_000,
    failure: `The mail inbox did not start (its log: ${logFile})`,
    givenUp: () => (inbox.hasExited() ? `it ended at once\n${logTail(logFile)}` : null),
  });
  return {
    url,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pid: inbox.pid,
    exited: inbox.exited,
    stop: () => inbox.stop(),
  };
}

/** The command and environment of the inbox process. */
export function inboxCommand({ dir, httpPort, smtpPort }) {
  return {
    command: process.execPath,
    args: [join(import.meta.dirname, 'inbox', 'main.mjs')],
    env: {
      ...process.env,
      INBOX_DIR: dir,
      INBOX_HTTP_PORT: String(httpPort),
      INBOX_SMTP_PORT: String(smtpPort),
    },
  };
}
