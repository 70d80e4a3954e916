import type { FieldLock } from './modifications/modification-report.js';

export interface VerificationCheck {
  readonly id: string;
  readonly state: 'pass' | 'fail' | 'warn';
  /** One sentence for a person. */
  readonly detail: string;
}

/** PAdES baseline levels (EN 319 142-1 § 6), the lowest first. */
export const BASELINE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type BaselineLevel = (typeof BASELINE_LEVELS)[number];

/** Stable names of what is not forbidden but should be known. */
export type PolicyFindingCode =
  | 'weak-digest'
  | 'weak-key'
  | 'ageing-key'
  | 'legacy-format'
  | 'not-baseline'
  | 'no-proven-time'
  | 'no-revocation-data'
  | 'claimed-time-contradicted'
  | 'unknown-unsigned-attribute'
  | 'revocation-after-signing';

/** A note that does not change the verdict by itself. */
export interface PolicyFinding {
  readonly code: PolicyFindingCode;
  /** One sentence for a person. */
  readonly detail: string;
}

/** A time somebody trusted vouches for: the signature was there at `time`. */
export interface ProvenTime {
  readonly time: Date;
  readonly source: 'signature-timestamp' | 'document-timestamp';
  readonly authorityCommonName: string;
}

/** What certification allows after this signature (ISO 32000-2 § 12.8.2.2): 1 nothing, 2 forms and signatures, 3 comments too. */
export interface DocMdpReport {
  readonly permission: 1 | 2 | 3;
  readonly obeyed: boolean;
}

/** Fields that signatures locked (§ 12.8.2.4), as far as this signature saw them. */
export interface FieldMdpReport {
  readonly locks: readonly FieldLock[];
  readonly obeyed: boolean;
}

export interface SignatureReport {
  readonly fieldName: string;
  readonly subFilter: string;
  /** `document-timestamp`: an authority vouches for the file's bytes at a time; nobody agreed to anything. */
  readonly kind: 'signature' | 'document-timestamp';
  /** Do the signed bytes still match the signature? `unsupported`: made in a way this verifier does not judge. */
  readonly integrity: 'intact' | 'broken' | 'unsupported';
  /** `earlier-revision`: something was appended after it. */
  readonly coverage: 'whole-file' | 'earlier-revision' | 'broken';
  /**
   * What later revisions did to what this signature covers. `forbidden` also where a later revision cannot be
   * read with certainty.
   */
  readonly modifications: 'none' | 'permitted' | 'forbidden';
  /** One sentence for each change found. */
  readonly modificationDetails: readonly string[];
  /** Null when the document is not certified, or not yet. */
  readonly docMdp: DocMdpReport | null;
  readonly fieldMdp: FieldMdpReport | null;
  /** `untrusted`: no path to a given root. `invalid`: a path exists but breaks a rule, or the certificate is unreadable. */
  readonly certificate: 'trusted' | 'untrusted' | 'invalid';
  /** Of the whole path. `not-checked`: the file brings no revocation data, or no path was found. */
  readonly revocation: 'good' | 'revoked' | 'unknown' | 'not-checked';
  readonly signerCommonName: string | null;
  readonly fingerprintSha256Hex: string | null;
  /** /M, /Name and /Reason: what the signer claims, protected by the signature but proven by nobody else. */
  readonly claimedTime: Date | null;
  readonly name: string | null;
  readonly reason: string | null;
  /** Earliest time that trusted timestamps prove; null when there is none. A document timestamp's own time is here too. */
  readonly provenTime: ProvenTime | null;
  /** When the certificate was judged, and why then. */
  readonly judgedAt: Date | null;
  readonly judgedBy: 'proven-time' | 'claimed-time' | 'time-asked-for' | null;
  /** Level reached by what the file carries, whoever is trusted; null for a timestamp and for what is not baseline. */
  readonly level: BaselineLevel | null;
  readonly findings: readonly PolicyFinding[];
  readonly byteRange: readonly number[] | null;
}

/**
 * `valid`: intact signatures cover the whole file (validation data may follow), later revisions did nothing forbidden to
 * any of them, and the last signature and every timestamp after it lead to a given root and are not revoked. An earlier signature by
 * somebody unknown is a warning: the last one vouches for every byte. So is a timestamp inside a signature whose
 * authority nobody knows: anybody can put one there, and it counts for nothing. `invalid`: something is wrong or cannot be
 * read. `indeterminate`: nothing is wrong, but trust, revocation or technique of the last signature is unknown.
 */
export interface VerificationReport {
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  readonly signatures: readonly SignatureReport[];
  readonly checks: readonly VerificationCheck[];
}

/** Collects checks in order; a failed one names the rule that was broken. */
export class Checklist {
  readonly checks: VerificationCheck[] = [];

  constructor(private readonly prefix = '') {}

  /** Answers `ok`, so that a check can stand in a condition. */
  expect(id: string, ok: boolean, passDetail: string, failDetail: string): boolean {
    this.checks.push({
      id: this.prefix + id,
      state: ok ? 'pass' : 'fail',
      detail: ok ? passDetail : failDetail,
    });
    return ok;
  }

  warn(id: string, detail: string): void {
    this.checks.push({ id: this.prefix + id, state: 'warn', detail });
  }

  /** What failed becomes a warning. */
  demote(id: string): void {
    for (const [index, check] of this.checks.entries())
      if (check.id === this.prefix + id && check.state === 'fail')
        this.checks[index] = { ...check, state: 'warn' };
  }

  get failed(): boolean {
    return this.checks.some((check) => check.state === 'fail');
  }
}
