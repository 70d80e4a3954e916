import { type SealCause, type SealCondition } from '../../domain/seal.js';
import type { SealState } from './generated/client.js';

/** The columns in which a seal and an extension keep their condition. */
export interface ConditionRow {
  readonly state: SealState;
  readonly fence: number;
  readonly attempts: number;
  readonly leaseUntil: Date | null;
  readonly causeCode: string | null;
  readonly causeDetail: string | null;
  readonly causeSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly doneAt: Date | null;
}

export interface ConditionExtras {
  readonly intentDigestHex: string | null;
  /** Of a finished seal; an extension's files stand in their own table. */
  readonly sealedSha256Hex: string | null;
}

export function toCondition(row: ConditionRow, extras: ConditionExtras): SealCondition {
  const { fence, attempts, state, nextAttemptAt } = row;
  const common = { fence, attempts, intentDigestHex: extras.intentDigestHex };
  const cause = toCause(row);
  switch (state) {
    case 'due':
      return { ...common, state };
    case 'leased':
      return { ...common, state, leaseUntil: present(row.leaseUntil), cause };
    case 'waiting':
      return { ...common, state, cause: present(cause), nextAttemptAt };
    case 'failed':
      return { ...common, state, cause: present(cause) };
    case 'done':
      return {
        ...common,
        state,
        sealedSha256Hex: present(extras.sealedSha256Hex),
        doneAt: present(row.doneAt),
      };
  }
}

/** `doneAt` is only written, never taken back: a renewal keeps telling when the level was reached. */
export function toConditionColumns(condition: SealCondition) {
  const cause = 'cause' in condition ? condition.cause : null;
  return {
    state: condition.state,
    fence: condition.fence,
    attempts: condition.attempts,
    leaseUntil: condition.state === 'leased' ? condition.leaseUntil : null,
    causeCode: cause?.code ?? null,
    causeDetail: cause?.detail ?? null,
    causeSince: cause?.since ?? null,
    nextAttemptAt: condition.state === 'waiting' ? condition.nextAttemptAt : null,
    ...(condition.state === 'done' && { doneAt: condition.doneAt }),
  };
}

function toCause(row: ConditionRow): SealCause | null {
  if (row.causeCode === null || row.causeSince === null) return null;
  return { code: row.causeCode, detail: row.causeDetail ?? '', since: row.causeSince };
}

function present<T>(value: T | null): T {
  if (value === null) throw new TypeError('A row contradicts its state.');
  return value;
}
