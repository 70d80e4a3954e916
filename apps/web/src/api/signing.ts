import { addressOf } from './address';
import type { Call } from './call';
import type { PageSize } from './documents';
import type { FieldBox, FieldType, RecipientRole, RecipientStatus } from './envelopes';
import type { FieldTraits } from './field-traits';

export type SigningPhase = 'consent' | 'sign' | 'wait' | 'done' | 'declined' | 'voided' | 'expired' | 'copy';

/** Strokes are flat lists x0,y0,x1,y1… in fractions of the drawing area; `aspect` is its width over its height. */
export type SignatureValue =
  | { readonly kind: 'typed'; readonly text: string }
  | { readonly kind: 'drawn'; readonly strokes: readonly (readonly number[])[]; readonly aspect: number };

export type FieldValue = string | boolean | SignatureValue | null;

export interface SigningField extends FieldBox, FieldTraits {
  /** Part of the offer, or written by the platform at signing: shown, not changed. */
  readonly locked: boolean;
  readonly id: string;
  readonly documentId: string;
  readonly type: FieldType;
  readonly pageNumber: number;
  readonly required: boolean;
  readonly label: string;
  readonly value: FieldValue;
}

export interface SigningDocument {
  readonly id: string;
  readonly name: string;
  readonly pageCount: number;
  readonly pages: readonly PageSize[];
  readonly sha256: string;
  readonly fingerprint: string;
}

export interface SigningState {
  readonly phase: SigningPhase;
  readonly envelope: {
    readonly title: string;
    readonly message: string;
    readonly sender: { readonly name: string; readonly organisation: string };
    readonly expiresAt: string | null;
  };
  readonly recipient: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: RecipientRole;
  };
  /** In the order in which they are read and signed. */
  readonly documents: readonly SigningDocument[];
  readonly consent: { readonly version: string; readonly text: string; readonly given: boolean };
  readonly fields: readonly SigningField[];
  readonly others: readonly { readonly role: RecipientRole; readonly status: RecipientStatus }[];
  readonly sealedAvailable: boolean;
}

/** What a link says before it is opened. */
export interface LinkPreview {
  readonly title: string;
  readonly sender: { readonly name: string; readonly organisation: string };
  readonly recipient: { readonly name: string; readonly role: RecipientRole };
  readonly documentCount: number;
  /** This person still has something to do. */
  readonly asked: boolean;
  /** The sealed files are there. */
  readonly sealed: boolean;
}

/** Who asks whom for what; changes nothing. The token travels in a header, so that no log of addresses holds it. */
export const lookAtLink = (call: Call, token: string): Promise<LinkPreview> =>
  call('GET /signing/link', { headers: { 'x-signing-link': token } });

/** Exchanges the link's token for a cookie bound to this recipient. */
export const openSession = (call: Call, token: string): Promise<SigningState> =>
  call('POST /signing/sessions', { body: { token } });

export const getSigning = (call: Call): Promise<SigningState> => call('GET /signing');

/** The deliberate act that counts as "opened". */
export const recordOpening = (call: Call): Promise<SigningState> => call('POST /signing/open');

export const giveConsent = (call: Call, { consent, documents }: SigningState): Promise<SigningState> =>
  call('POST /signing/consent', {
    body: { version: consent.version, documents: documents.map(shown) },
  });

export const saveFieldValue = (call: Call, fieldId: string, value: FieldValue): Promise<unknown> =>
  call('PUT /signing/fields/{id}', { path: { id: fieldId }, body: { value } });

export const completeSigning = (
  call: Call,
  { documents }: SigningState,
  idempotencyKey: string,
): Promise<SigningState> =>
  call('POST /signing/complete', { body: { documents: documents.map(shown) }, idempotencyKey });

/** Consent and act are bound to what was on the screen: every document with its hash. */
function shown({ id, sha256 }: SigningDocument) {
  return { documentId: id, sha256 };
}

export const declineSigning = (call: Call, reason: string): Promise<SigningState> =>
  call('POST /signing/decline', { body: { reason } });

export const requestSealedFile = (call: Call, documentId: string): Promise<{ url: string }> =>
  call('POST /signing/files/{kind}/download', { path: { kind: 'sealed' }, query: { documentId } });

/** Every sealed document in one ZIP. */
export const requestAllSealed = (call: Call): Promise<{ url: string }> =>
  call('POST /signing/files/{kind}/download', { path: { kind: 'all.zip' } });

/** Pages of one document, from 1, that were on the screen; those said before change nothing. */
export const notePagesShown = (
  call: Call,
  documentId: string,
  pageNumbers: readonly number[],
): Promise<void> => call('POST /signing/pages', { body: { documentId, pageNumbers } });

export const leaveSigning = (call: Call): Promise<void> => call('POST /signing/leave');

export const signingPageUrl = (documentId: string, pageNumber: number, widthPx: number): string =>
  addressOf('GET /signing/documents/{documentId}/pages/{pageNumber}.webp', {
    path: { documentId, pageNumber },
    query: { width: widthPx },
  });

export const getSigningPageText = (
  call: Call,
  documentId: string,
  pageNumber: number,
): Promise<{ text: string }> =>
  call('GET /signing/documents/{documentId}/pages/{pageNumber}/text', { path: { documentId, pageNumber } });
