import type { SealCertificateFacts, SealKeyDescription } from '../seal-key.js';

export type EnvelopeEnding = 'completed' | 'declined' | 'voided' | 'expired';
export type PartyRole = 'signer' | 'approver' | 'copy';

/** Everything the pages say. Instants are RFC 3339 UTC; null means "did not happen" or "was erased". */
export type CertificateData = {
  envelope: { id: string; title: string; ending: EnvelopeEnding; endReason: string | null };
  organisationName: string;
  sender: { name: string; email: string };
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
  /** Personal values whose commitment stands but whose text was erased. */
  erasedCount: number;
  /** The bytes attached as audit.json. */
  auditJson: Uint8Array;
};

export type CertificateDocument = {
  name: string;
  pageCount: number;
  byteSize: number;
  originalSha256Hex: string;
  sealedSha256Hex: string | null;
};

export type CertificateParty = {
  name: string;
  email: string;
  role: PartyRole;
  outcome: 'signed' | 'approved' | 'declined' | 'opened' | 'invited' | 'not-reached' | 'copy';
  /** How this person was identified and what that is worth, in sentences. Null for who did not act. */
  identification: { method: string; assurance: string } | null;
  consent: { textVersion: string; textSha256Hex: string; atIso: string } | null;
  invitedAtIso: string | null;
  openedAtIso: string | null;
  actedAtIso: string | null;
  reason: string | null;
  ipAddresses: string[];
  devices: string[];
};

export type CertificateEvent = {
  seq: number;
  atIso: string;
  sentence: string;
  /** What was said or typed, where it belongs to the story. */
  note: string | null;
  ip: string | null;
  chainHashHex: string;
};
