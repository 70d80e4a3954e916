import {
  type SealingPolicy,
  type SealLevel,
  sealLevels,
  timestampChoices,
} from '../../domain/sealing-policy.js';

/** The database's CHECK constraints let nothing else in. */
export function toLevel(text: string): SealLevel {
  const level = sealLevels.find((one) => one === text);
  if (level === undefined) throw new TypeError('A row names a seal level that does not exist.');
  return level;
}

export function toPolicy(timestamps: string | null, level: string | null): SealingPolicy | null {
  const choice = timestampChoices.find((one) => one === timestamps);
  return choice === undefined || level === null ? null : { timestamps: choice, level: toLevel(level) };
}
