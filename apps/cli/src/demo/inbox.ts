import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CliError } from '../terminal/cli-error.js';

const pollEveryMs = 250;
const mailTimeoutMs = 90_000;

const listShape = z.object({ messages: z.array(z.object({ id: z.string(), subject: z.string() })) });
const mailShape = z.object({ links: z.array(z.string()) });

export interface SigningMail {
  readonly subject: string;
  /** The page the link leads to; its last segment is the signer's token. */
  readonly url: URL;
}

/** Waits until the mail with a signing link has arrived for `email`. @throws CliError `mail-missing` after 90 s. */
export async function waitForSigningMail(
  inboxUrl: string,
  email: string,
  publicOrigin: string,
): Promise<SigningMail> {
  const deadlineMs = Date.now() + mailTimeoutMs;
  while (Date.now() < deadlineMs) {
    const found = await findSigningMail(inboxUrl, email, publicOrigin);
    if (found) return found;
    await sleep(pollEveryMs);
  }
  throw new CliError(
    'mail-missing',
    `No invitation reached ${email} within ${mailTimeoutMs / 1000} s; see the mail inbox and the worker’s log.`,
  );
}

async function findSigningMail(
  inboxUrl: string,
  email: string,
  publicOrigin: string,
): Promise<SigningMail | null> {
  const { messages } = listShape.parse(await read(inboxUrl, `/api/messages?to=${encodeURIComponent(email)}`));
  for (const { id, subject } of messages) {
    const { links } = mailShape.parse(await read(inboxUrl, `/api/messages/${id}`));
    const url = links
      .map((link) => URL.parse(link))
      .find((each) => each !== null && isSigningLink(each, publicOrigin));
    if (url) return { subject, url };
  }
  return null;
}

/** Only our own origin: a token must never be sent to a host that a mail happens to mention. */
export function isSigningLink(url: URL, publicOrigin: string): boolean {
  return url.origin === publicOrigin && /^\/s\/[\w-]{20,}$/.test(url.pathname);
}

async function read(inboxUrl: string, path: string): Promise<unknown> {
  const response = await fetch(new URL(path, inboxUrl), { signal: AbortSignal.timeout(10_000) }).catch(
    (cause: unknown) => {
      throw new CliError('inbox-unreachable', `The mail inbox at ${inboxUrl} does not answer.`, { cause });
    },
  );
  return response.json();
}
