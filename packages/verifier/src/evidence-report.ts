import type { AuditJsonDocument } from '@sealwright/audit';

/**
 * `warn`: nothing is wrong, but it should be known. `unknown`: it could not be judged with what was given; what follows from
 * that is in the verdict.
 */
export type CheckState = 'pass' | 'warn' | 'fail' | 'unknown';

/** The five questions a certificate answers, in the order they are asked. */
export const checkGroups = ['seal', 'record', 'documents', 'log', 'trust'] as const;
export type CheckGroup = (typeof checkGroups)[number];

/** Asked in the same words wherever the answers are shown. */
export const questions: Readonly<Record<CheckGroup, string>> = {
  seal: 'Is the certificate as it was sealed?',
  record: 'Is the record complete and unaltered?',
  documents: 'Are these the documents that were signed?',
  log: 'Was it in the public log?',
  trust: 'Whose seal is it?',
};

export interface EvidenceCheck {
  /** Stable; those about one of several things end with its number, from 1. */
  readonly id: string;
  readonly group: CheckGroup;
  readonly state: CheckState;
  /** A few words. */
  readonly title: string;
  /** What was found and what it means, for a person. */
  readonly detail: string;
}

export interface ToldRecipient {
  readonly recipientId: string;
  /** Null where it was erased or never given. */
  readonly name: string | null;
  readonly email: string | null;
  readonly role: string;
  readonly outcome: 'signed' | 'approved' | 'declined' | 'opened' | 'none';
  readonly actedAtIso: string | null;
  /** How the person was identified, as the events say. */
  readonly identification: readonly string[];
}

export interface ToldEvent {
  readonly seq: number;
  readonly atIso: string;
  /** Without a full stop. */
  readonly sentence: string;
  readonly chainHashHex: string;
}

export type ToldDocument = AuditJsonDocument & {
  readonly name: string | null;
  /** Whether it was among the files given, and is the one the record names. */
  readonly isGiven: boolean;
};

/** What the record says; only told when the record holds. */
export interface EvidenceStory {
  readonly envelopeId: string;
  readonly title: string | null;
  readonly ending: 'completed' | 'declined' | 'voided' | 'expired' | 'open';
  readonly endedAtIso: string | null;
  readonly headHashHex: string;
  readonly documents: readonly ToldDocument[];
  readonly recipients: readonly ToldRecipient[];
  readonly events: readonly ToldEvent[];
}

/** Who sealed the certificate, as far as it could be read. */
export interface ToldSeal {
  readonly signerCommonName: string | null;
  readonly keyFingerprintSha256Hex: string | null;
  /** What the signature claims; `provenAtIso` is what a trusted timestamp proves. */
  readonly claimedAtIso: string | null;
  readonly provenAtIso: string | null;
  readonly isTrusted: boolean;
}

/**
 * `valid`: nothing is wrong, and the seal leads to a root that was given. `invalid`: something was changed, is missing or
 * contradicts the rest. `indeterminate`: nothing is wrong, but whom to believe, or something else that was asked, is open.
 */
export interface EvidenceReport {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  /** One or two sentences for a person. */
  readonly summary: string;
  /** What could not be checked, or should be known: one sentence each. */
  readonly caveats: readonly string[];
  readonly checks: readonly EvidenceCheck[];
  readonly seal: ToldSeal | null;
  readonly story: EvidenceStory | null;
}
