import type { Call } from './call';

export const timestampChoices = ['required', 'preferred', 'none'] as const;
export type TimestampChoice = (typeof timestampChoices)[number];
export const sealLevels = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type SealLevel = (typeof sealLevels)[number];

export interface SealingPolicy {
  readonly timestamps: TimestampChoice;
  readonly level: SealLevel;
}

/** A timestamp authority as the sealer last met it. */
export interface Authority {
  /** Its address. */
  readonly name: string;
  readonly state: 'ok' | 'waiting';
  readonly code: string | null;
  readonly detail: string;
  readonly since: string;
  readonly checkedAt: string;
  readonly nextAttemptAt: string | null;
  /** The last valid timestamp; null when there never was one. */
  readonly answer: {
    readonly at: string;
    readonly clockSkewMs: number;
    readonly signer: string;
    readonly signerNotAfter: string;
  } | null;
}

export interface SealingSettings {
  readonly policy: SealingPolicy;
  /** False while the default of the installation holds. */
  readonly chosen: boolean;
  /** Levels this installation can reach. */
  readonly levels: readonly SealLevel[];
  /** In the order in which they are asked. */
  readonly authorities: readonly Authority[];
}

export const getSealingSettings = (call: Call): Promise<SealingSettings> => call('GET /sealing-settings');

export const declareSealingPolicy = (call: Call, policy: SealingPolicy): Promise<SealingSettings> =>
  call('PUT /sealing-settings/policy', { body: policy });
