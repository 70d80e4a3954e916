import type { SealingDeployment } from '../domain/sealing-policy.js';

/** What the sealer process tells its features about itself. */
export abstract class SealingSettings {
  /** Seals worked on side by side. */
  abstract readonly concurrency: number;
  abstract readonly sweepEveryMs: number;
  /** Where people reach the platform, without a slash at its end: certificates lead there. */
  abstract readonly publicUrl: string;
  /** False in production unless it was allowed on purpose. */
  abstract readonly softTokenAllowed: boolean;
  /** PEM files are read anew each time, so that a renewed certificate is noticed. */
  abstract readonly readChainPem: () => string;
  abstract readonly readTrustPem: () => string;
  /** What this installation can do for a seal, for everybody to read. */
  abstract readonly deployment: SealingDeployment;
  /** An archive timestamp is renewed this many days before its certificate ends. */
  abstract readonly renewDays: number;
  abstract readonly log: (fact: {
    readonly sealId?: string;
    readonly message: string;
    readonly error?: unknown;
  }) => void;
  /** One line for each finished seal: milliseconds by step. */
  abstract readonly logSealed: (sealId: string, stepsMs: Readonly<Record<string, number>>) => void;
}
