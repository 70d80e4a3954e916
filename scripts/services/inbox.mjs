import { join } from 'node:path';
import { launchUntil } from '../processes/launch.mjs';

/**
 * Starts the local mail inbox as a process of its own: an SMTP sink that accepts every mail, and a page to read them.
 *
 * @param {{ dir: string, httpPort: number, smtpPort: number, logFile: string }} options
 * @returns {Promise<{ url: string, smtpUrl: string, pid: number, exited: Promise<string>, stop: () => Promise<void> }>}
 */
export async function startInbox({ dir, httpPort, smtpPort, logFile }) {
  const url = `http://127.0.0.1:${httpPort}`;
  const inbox = await launchUntil(
    { ...inboxCommand({ dir, httpPort, smtpPort }), logFile },
    { isReady: () => isHealthy(url), timeoutMs: 15_000, failure: 'The mail inbox did not start' },
  );
  return {
    url,
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pid: inbox.pid,
    exited: inbox.exited,
    stop: () => inbox.stop(),
  };
}

async function isHealthy(url) {
  return (await fetch(`${url}/healthz`)).ok;
}

/** The command and environment of the inbox process. */
function inboxCommand({ dir, httpPort, smtpPort }) {
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
