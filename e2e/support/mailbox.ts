import { expect } from '@playwright/test';
import { stack } from './stack.js';

/** A mail as the local inbox shows it to programs. */
export interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly links: readonly string[];
}

/** Every mail to this address, newest first. */
export async function mailsTo(email: string): Promise<Mail[]> {
  const { messages } = await read<{ messages: { id: string }[] }>(
    `/api/messages?to=${encodeURIComponent(email)}&limit=20`,
  );
  return Promise.all(messages.map(({ id }) => read<Mail>(`/api/messages/${id}`)));
}

/** Waits for a mail to this address whose subject fits. */
export async function waitForMail(email: string, subject: RegExp): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        found = (await mailsTo(email)).find((mail) => subject.test(mail.subject));
        return found?.subject;
      },
      { message: `a mail to ${email} with a subject like ${subject}`, timeout: 90_000 },
    )
    .toBeTruthy();
  if (!found) throw new Error('unreachable');
  return found;
}

/** Waits for the invitation and answers its link to the signing page. */
export async function signingLink(email: string): Promise<string> {
  const mail = await waitForMail(email, /asks you to (sign|approve)/);
  const link = mail.links.find((one) => one.startsWith(`${stack.baseUrl}/s/`));
  expect(link, `a signing link in the mail to ${email}`).toBeTruthy();
  return link ?? '';
}

/** The secret in a signing link. */
export function tokenOf(link: string): string {
  return new URL(link).pathname.split('/').at(-1) ?? '';
}

async function read<T>(path: string): Promise<T> {
  const answer = await fetch(new URL(path, stack.inboxUrl));
  if (!answer.ok) throw new Error(`The inbox answers ${answer.status} to ${path}.`);
  return (await answer.json()) as T;
}
