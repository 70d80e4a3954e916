import type { SealingDeployment } from '../domain/sealing-policy.js';

/** One timestamp authority as the sealer last met it. */
export interface AuthorityStatus {
  /** Its address, without a password. */
  readonly name: string;
  readonly state: 'ok' | 'waiting';
  /** Stable code of the cause, null when ok. */
  readonly code: string | null;
  /** A sentence for a person. */
  readonly detail: string;
  /** Since when state and code have been what they are. */
  readonly since: Date;
  readonly checkedAt: Date;
  readonly nextAttemptAt: Date | null;
  /** The last valid token: null when there never was one. */
  readonly answer: AuthorityAnswer | null;
}

export interface AuthorityAnswer {
  readonly at: Date;
  /** Its time minus ours, in milliseconds. */
  readonly clockSkewMs: number;
  readonly tokenByteLength: number;
  /** Subject of the certificate that signed, and its end. */
  readonly signer: string;
  readonly signerNotAfter: Date;
}

/** The authorities of the installation and what it can do: written by the sealer alone, read by every organisation. */
export abstract class TimestampAuthorities {
  /** In the order in which they are asked. */
  abstract list(): Promise<readonly AuthorityStatus[]>;
  /** Writes all of them and forgets those that are not configured any more. */
  abstract report(all: readonly AuthorityStatus[]): Promise<void>;
  abstract describeDeployment(deployment: SealingDeployment): Promise<void>;
}
