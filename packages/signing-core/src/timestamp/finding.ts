import type { PathFinding, PathResult } from '../x509/path-result.js';

/** Stable names of what can be wrong with a token. */
export type TimestampProblemCode =
  | 'unreadable'
  | 'not-a-timestamp'
  | 'imprint'
  | 'signed-attributes'
  | 'signing-certificate'
  | 'signature'
  | 'unsupported-algorithm';

/** What a token says, as far as it could be read. */
export interface TimestampStatement {
  /** genTime of the TSTInfo. */
  readonly time: Date;
  readonly accuracyMs: number | null;
  readonly policyOid: string;
  readonly serialNumberHex: string;
  readonly nonceHex: string | null;
  /** Dotted OID of the imprint's digest algorithm. */
  readonly imprintAlgorithmOid: string;
  readonly signerCertificateDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
}

/**
 * `integrity: 'broken'` with a code and a sentence: the token proves nothing. `intact`: it was made over this
 * imprint by the holder of `statement.signerCertificateDer`; whether that is an authority anybody trusts is `path`.
 */
export type TimestampFinding =
  | {
      readonly integrity: 'broken';
      readonly code: TimestampProblemCode;
      readonly detail: string;
      readonly statement: TimestampStatement | null;
    }
  | {
      readonly integrity: 'intact';
      readonly statement: TimestampStatement;
      /** Judged for `timestamping` at `at`, or at the token's own time when none was given. */
      readonly path: PathResult;
      /** SHA-1 in the token itself; weaknesses of the chain are in `path`. */
      readonly findings: readonly PathFinding[];
    };
