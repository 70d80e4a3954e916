import { CliError } from '../terminal/cli-error.js';
import { ApiClient } from './api-client.js';
import { anything, type SigningField, type SigningStateAnswer, signingStateShape } from './api-shapes.js';

/** A signer who has filled everything in; only the last request is missing. */
export interface ReadySigner {
  readonly filled: number;
  /** The cookies of this signer's session, by name. */
  readonly cookies: ReadonlyMap<string, string>;
  /** The act of signing. */
  complete(): Promise<void>;
}

/** One signer's whole way through the mailed link. @returns how many fields were filled */
export async function signAs(link: URL, position: number): Promise<number> {
  const signer = await prepareToSign(link, position);
  await signer.complete();
  return signer.filled;
}

/**
 * The way up to the last request: look at the page (which changes nothing), exchange the token for a cookie, open,
 * consent, fill.
 */
export async function prepareToSign(link: URL, position: number): Promise<ReadySigner> {
  await lookAtPage(link);
  const signer = new ApiClient(link.origin);
  await arrive(signer, link);
  const state = await signer.get('/api/v1/signing', signingStateShape);
  requirePhase(state, ['sign']);
  const fields = fieldsToFill(state.fields);
  for (const field of fields) {
    const value = valueFor(field, state.recipient.name, position);
    await signer.put(`/api/v1/signing/fields/${field.id}`, anything, { json: { value } });
  }
  const complete = async (): Promise<void> => {
    const json = { documents: shownIn(state) };
    await signer.post('/api/v1/signing/complete', anything, { json });
  };
  return { filled: fields.length, cookies: signer.cookies, complete };
}

async function arrive(signer: ApiClient, link: URL): Promise<void> {
  const token = link.pathname.split('/').at(-1);
  const arrived = await signer.post('/api/v1/signing/sessions', signingStateShape, { json: { token } });
  requirePhase(arrived, ['consent', 'sign']);
  await signer.post('/api/v1/signing/open', anything);
  if (arrived.consent.given) return;
  await signer.post('/api/v1/signing/consent', anything, {
    json: { version: arrived.consent.version, documents: shownIn(arrived) },
  });
}

async function lookAtPage(link: URL): Promise<void> {
  const response = await fetch(link, { signal: AbortSignal.timeout(30_000) });
  await response.arrayBuffer();
  if (!response.ok) {
    throw new CliError('link-page-failed', `The page of a mailed link answered ${response.status}.`);
  }
}

/** All that can be filled; of the buttons of one choice the first, which answers it. */
export function fieldsToFill(fields: readonly SigningField[]): SigningField[] {
  const answered = new Set<string>();
  return fields.filter(({ type, locked, documentId, group }) => {
    if (locked) return false;
    if (type !== 'radio') return true;
    const choice = JSON.stringify([documentId, group]);
    if (answered.has(choice)) return false;
    answered.add(choice);
    return true;
  });
}

/** Consent and act name what was on the screen: every document with its hash. */
function shownIn({ documents }: SigningStateAnswer) {
  return documents.map(({ id, sha256 }) => ({ documentId: id, sha256 }));
}

function requirePhase(state: SigningStateAnswer, wanted: readonly string[]): void {
  if (wanted.includes(state.phase)) return;
  throw new CliError(
    'signing-phase-unexpected',
    `A signer who should sign is told "${state.phase}" instead.`,
  );
}

/** Every second signer draws, the others type: both kinds of signature end up in the file. */
export function valueFor(field: SigningField, name: string, position: number): unknown {
  switch (field.type) {
    case 'signature':
      return position % 2 === 0 ? { kind: 'typed', text: name } : drawnSignature();
    case 'initials':
      return {
        kind: 'typed',
        text: name
          .split(/\s+/)
          .map((word) => word.slice(0, 1))
          .join(''),
      };
    case 'name':
      return name;
    case 'checkbox':
    case 'radio':
      return true;
    case 'dropdown':
      return field.options.at(-1)?.value ?? null;
    case 'text':
      return textFor(field);
    case 'date':
      return new Date().toISOString().slice(0, 10);
  }
}

/** Something that fits: as many cells as there are, several lines where there is room for them. */
function textFor({ label, comb, multiline, maxLength }: SigningField): string {
  const most = maxLength ?? Number.POSITIVE_INFINITY;
  if (comb) return 'PO47110815'.slice(0, most);
  if (multiline) return 'Keys are at the harbour office.\nHard hat and life vest on the mole.'.slice(0, most);
  return (label === 'Place' ? 'Port Elen' : 'Read and agreed').slice(0, most);
}

/** A flourish: three waves that grow smaller, as flat x, y pairs of fractions. */
function drawnSignature() {
  const points = Array.from({ length: 60 }, (_, at) => {
    const t = at / 59;
    const y = 0.5 - Math.sin(t * Math.PI * 6) * 0.35 * (1 - t * 0.6);
    return [round(0.06 + t * 0.88), round(y)];
  });
  return { kind: 'drawn', strokes: [points.flat(), [0.1, 0.86, 0.9, 0.82]], aspect: 3.2 };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
