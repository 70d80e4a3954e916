import { AppError } from './app-error.js';

export const timestampChoices = ['none', 'preferred', 'required'] as const;
export type TimestampChoice = (typeof timestampChoices)[number];

/** PAdES baseline levels (EN 319 142-1), lowest first: each includes the ones before. */
export const sealLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type SealLevel = (typeof sealLevels)[number];

/**
 * What an organisation declares about its seals. `required`: nothing is released below the level, however long the
 * authority is away. `preferred`: the document is completed with what can be had now and brought up to the level later,
 * by an increment. `none`: B-B, and nobody outside is asked.
 */
export interface SealingPolicy {
  readonly timestamps: TimestampChoice;
  readonly level: SealLevel;
}

export const withoutTimestamps: SealingPolicy = { timestamps: 'none', level: 'B-B' };

/** What the installation can do, as the sealer was configured by its operator. */
export interface SealingDeployment {
  /** For organisations that never chose. */
  readonly defaultPolicy: SealingPolicy;
  /** Names of the authorities, in the order in which they are asked. */
  readonly authorities: readonly string[];
  /** Whether revocation data can be had at all: without it there is no B-LT. */
  readonly revocation: boolean;
}

export function isBelow(level: SealLevel, wanted: SealLevel): boolean {
  return sealLevels.indexOf(level) < sealLevels.indexOf(wanted);
}

/**
 * Refuses a policy that contradicts itself or that this installation could never fulfil: seals would wait for ever.
 *
 * @throws AppError `sealing-policy-contradicts`, `timestamp-authority-missing`, `revocation-source-missing`
 */
export function assertPossible({ timestamps, level }: SealingPolicy, deployment: SealingDeployment): void {
  if ((timestamps === 'none') !== (level === 'B-B')) {
    throw new AppError(
      'sealing-policy-contradicts',
      timestamps === 'none'
        ? `Level ${level} needs timestamps: choose preferred or required, or level B-B.`
        : 'With timestamps the level is at least B-T: choose B-T, B-LT or B-LTA.',
    );
  }
  if (timestamps === 'none') return;
  if (deployment.authorities.length === 0) {
    throw new AppError(
      'timestamp-authority-missing',
      'No timestamp authority is configured: whoever runs this installation must set TIMESTAMP_AUTHORITIES first.',
    );
  }
  if (level !== 'B-T' && !deployment.revocation) {
    throw new AppError(
      'revocation-source-missing',
      `Level ${level} needs revocation data: whoever runs this installation must set REVOCATION_DIR or REVOCATION_ONLINE first; or choose B-T.`,
    );
  }
}
