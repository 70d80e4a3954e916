import type { EnvelopeId } from '../domain/ids.js';
import { ApiBrowser, type LooseJson } from './api-browser.js';
import { makeLink } from './make-link.js';
import { type ShownOnScreen, shownIn } from './shown-in.js';
import { type RunningProcess, type TestInstance, until } from './test-instance.js';

/** The api of an instance as a process of its own, which can be killed. */
export interface ApiProcess {
  readonly origin: string;
  readonly process: RunningProcess;
}

/** Starts it and waits until it answers. */
export async function startApi(
  instance: TestInstance,
  port: number,
  environment: Record<string, string> = {},
): Promise<ApiProcess> {
  const origin = `http://localhost:${port}`;
  const own = { API_PORT: String(port), PUBLIC_URL: origin };
  const process = instance.start('api', { ...own, ...environment });
  await until(async () => (await fetch(`${origin}/healthz`).catch(() => null))?.ok);
  return { origin, process };
}

/**
 * The browser of an envelope's only signer, who has agreed and filled everything in: the act itself is left.
 * @returns with it, what the act has to name.
 */
export async function signerReady(
  { database, organisationId, ids, unitOfWork }: TestInstance,
  origin: string,
  envelopeId: EnvelopeId,
): Promise<{ browser: ApiBrowser; documents: ShownOnScreen[] }> {
  const envelope = await unitOfWork.read(organisationId, (tx) => tx.envelopes.find(envelopeId));
  const token = await makeLink(database, organisationId, envelope?.recipients[0]?.id ?? '', ids.uuid());
  const browser = new ApiBrowser(origin);
  const opened = await browser.post('/signing/sessions', { token });
  if (opened.status !== 200) throw new Error(`The link answered ${opened.status}: ${opened.text}`);
  const { consent, fields } = opened.json;
  const documents = shownIn(opened.json);
  await browser.post('/signing/consent', { version: consent?.version, documents });
  for (const field of fields as unknown as LooseJson[]) {
    const value = { kind: 'typed', text: 'Ben Okri' };
    await browser.send(`/signing/fields/${String(field.id)}`, { method: 'PUT', body: { value } });
  }
  return { browser, documents };
}
