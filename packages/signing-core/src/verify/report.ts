export interface VerificationCheck {
  readonly id: string;
  readonly state: 'pass' | 'fail' | 'warn';
  /** One sentence for a person. */
  readonly detail: string;
}

export interface SignatureReport {
  readonly fieldName: string;
  readonly subFilter: string;
  /** Do the signed bytes still match the signature? `unsupported`: made in a way this verifier does not judge. */
  readonly integrity: 'intact' | 'broken' | 'unsupported';
  /** `earlier-revision`: something was appended after it. */
  readonly coverage: 'whole-file' | 'earlier-revision' | 'broken';
  /** `untrusted`: no path to a given root. `invalid`: a path exists but breaks a rule, or the certificate is unreadable. */
  readonly certificate: 'trusted' | 'untrusted' | 'invalid';
  readonly signerCommonName: string | null;
  readonly fingerprintSha256Hex: string | null;
  /** /M, /Name and /Reason: what the signer claims, protected by the signature but proven by nobody else. */
  readonly claimedTime: Date | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly byteRange: readonly number[] | null;
}

/**
 * `valid`: an intact signature covers the whole file, its certificate leads to a given root, and no earlier
 * signature is broken (one that cannot be judged, such as a timestamp, is a warning: the outermost vouches for
 * every byte). `invalid`: something is wrong or cannot be read. `indeterminate`: nothing is wrong, but the
 * outermost signature's trust or technique is unknown.
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

  get failed(): boolean {
    return this.checks.some((check) => check.state === 'fail');
  }
}
