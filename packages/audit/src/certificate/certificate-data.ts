import type { SealCertificateFacts, SealKeyDescription } from '../seal-key.js';
import type { DocumentWitness } from '../witness-document.js';
import type { Device } from './tell-device.js';

export type EnvelopeEnding = 'completed' | 'declined' | 'voided' | 'expired';
export type PartyRole = 'signer' | 'approver' | 'copy';
export type PartyOutcome = 'signed' | 'approved' | 'declined' | 'opened' | 'invited' | 'not-reached' | 'copy';

/** Languages a certificate speaks to recipients in, as BCP 47. */
export type CertificateLanguage = 'en' | 'de' | 'fr' | 'es';

/** Weakest first: what a person proved by acting. */
export const assuranceLevels = ['revealed-link', 'mailed-link', 'email-code', 'passkey'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** Everything the pages say. Instants are RFC 3339 UTC; null means "did not happen" or "was erased". */
export type CertificateData = {
  envelope: { id: string; title: string; ending: EnvelopeEnding; endReason: string | null };
  organisationName: string;
  sender: { name: string; email: string };
  /** IANA name of the zone shown beside UTC; null: UTC only. */
  timeZone: string | null;
  createdAtIso: string;
  sentAtIso: string | null;
  endedAtIso: string;
  issuedAtIso: string;
  documents: CertificateDocument[];
  parties: CertificateParty[];
  events: CertificateEvent[];
  sealKey: SealKeyDescription & SealCertificateFacts;
  stream: string;
  head: { seq: number; chainHashHex: string };
  /** Null where no transparency log is kept. */
  log: CertificateLog | null;
  /** Personal values whose commitment stands but whose text was erased. */
  erasedCount: number;
  /** Where to check this certificate online, and what the QR code holds; null without a public address. */
  verifyUrl: string | null;
  /** The files attached, as in `evidenceFiles`. */
  attachments: readonly CertificateAttachment[];
};

export type CertificateAttachment = {
  name: string;
  mediaType: string;
  description: string;
  bytes: Uint8Array;
};

export type CertificateDocument = {
  name: string;
  pageCount: number;
  /** Null where the record does not tell. */
  fieldCount: number | null;
  byteSize: number;
  originalSha256Hex: string;
  frozenSha256Hex: string;
  sealedSha256Hex: string | null;
  /** Who saw, agreed to and signed these bytes, as the events say. */
  witness: DocumentWitness;
  /** What is known of its seal at this time; null where nothing was sealed. */
  seal: { level: string | null; authority: string | null; timestampedAtIso: string | null } | null;
  /** A picture of page 1, JPEG or PNG. */
  thumbnail: Uint8Array | null;
};

export type PartySignature =
  | { kind: 'typed'; text: string }
  | { kind: 'drawn'; strokes: readonly (readonly number[])[]; aspect: number }
  /** The record committed to it; the value is gone. */
  | { kind: 'erased' }
  /** The record holds the hash of strokes nobody handed over. */
  | { kind: 'not-kept' };

export type CertificateParty = {
  /** Null once erased. */
  name: string | null;
  email: string | null;
  role: PartyRole;
  outcome: PartyOutcome;
  /** The second language this person is spoken to in; null: the certificate's own is theirs, or theirs is unknown. */
  language: CertificateLanguage | null;
  /** How this person was identified. Null for who did not act. `level`: null for methods this version does not know. */
  identification: { level: AssuranceLevel | null; recorded: readonly string[] } | null;
  consent: { textVersion: string; textSha256Hex: string; atIso: string } | null;
  signature: PartySignature | null;
  invitedAtIso: string | null;
  openedAtIso: string | null;
  actedAtIso: string | null;
  reason: string | null;
  ipAddresses: string[];
  /** What the browsers told; the raw text where it is none that is known. */
  devices: (Device | { raw: string })[];
};

/** What happened, in one language. */
export type EventTelling = {
  language: CertificateLanguage;
  sentence: string;
  /** "Ada Lovelace", "Sealwright". */
  actor: string;
  /** What was said or typed, where it belongs to the story. */
  note: string | null;
};

/** Told in the certificate's own language. */
export type CertificateEvent = EventTelling & {
  seq: number;
  atIso: string;
  /** The same in each language of `parties` that is another one. */
  translations: EventTelling[];
  ip: string | null;
  chainHashHex: string;
};

/** Where the last event stands in the transparency log. */
export type CertificateLog = {
  origin: string;
  /** From 0. */
  logIndex: number;
  treeSize: number;
  rootHashHex: string;
  /** Verifier keys (C2SP signed-note), as attached. */
  verifierKeys: readonly string[];
  /** An outside authority's word on when the checkpoint existed. */
  timestamp: { atIso: string | null; authority: string | null } | null;
};
