import type { Call } from './call';
import type { ServiceState } from './platform';

/** Something the monitor found that does not fit. */
export interface LogAlarm {
  readonly id: string;
  readonly code: string;
  readonly sentence: string;
  readonly envelopeId: string | null;
  /** The chain, or `token-journal`; null: the log as a whole. */
  readonly place: string | null;
  readonly seq: number | null;
  readonly logIndex: number | null;
  readonly raisedAt: string;
  readonly acknowledged: { readonly at: string; readonly by: string; readonly reason: string } | null;
}

export interface LogAlarms {
  readonly alarms: readonly LogAlarm[];
  readonly openCount: number;
}

export interface LogKey {
  /** As readers of the log are given it. */
  readonly verifierKey: string;
  readonly algorithm: 'ed25519' | 'ecdsa-p256';
  readonly fingerprintSha256Hex: string;
  readonly label: string;
  readonly registeredAt: string;
  readonly retiredAt: string | null;
}

/** Who timestamps, cosigns or keeps checkpoints. */
export interface LogOutlet {
  readonly kind: 'timestamp' | 'witness' | 'sink';
  readonly shown: string;
  readonly state: 'ok' | 'waiting';
  readonly code: string | null;
  readonly detail: string;
  readonly since: string;
  readonly lastSize: number | null;
  readonly lastAt: string | null;
  readonly nextAttemptAt: string;
}

export interface MonitorRun {
  readonly kind: 'new-events' | 'whole-log' | 'seal-ledger';
  readonly finishedAt: string;
  readonly outcome: 'intact' | 'broken' | 'could-not-look';
  readonly checked: number;
  readonly detail: string;
}

export interface LogCheckpoint {
  readonly size: number;
  readonly rootHex: string;
  readonly signedAt: string;
  readonly note: string;
  readonly cosignedBy: readonly string[];
  readonly timestamp: { readonly authority: string; readonly at: string } | null;
}

/** A log that was begun after a restore. */
export interface LogBeginning {
  readonly origin: string;
  readonly afterOrigin: string;
  /** Entries the log before was shown with, and how many of them are still there. */
  readonly afterSize: number;
  readonly keptSize: number;
  readonly proved: boolean;
  readonly reason: string;
  readonly begunBy: string;
  readonly begunAt: string;
}

export interface LogStatus {
  /** Null before the first checkpoint. */
  readonly origin: string | null;
  readonly checkpoint: LogCheckpoint | null;
  /** Oldest first; empty while the first log goes on. */
  readonly beginnings: readonly LogBeginning[];
  readonly pending: { readonly count: number; readonly oldestAt: string | null };
  /** Oldest first. */
  readonly keys: readonly LogKey[];
  readonly outlets: readonly LogOutlet[];
  readonly requiredWitnesses: number;
  readonly monitor: Pick<ServiceState, 'state' | 'detail' | 'since'> | null;
  readonly runs: readonly MonitorRun[];
  readonly alarms: LogAlarms;
}

export const getLogStatus = (call: Call): Promise<LogStatus> => call('GET /log/status');

export const getLogAlarms = (call: Call): Promise<LogAlarms> => call('GET /log/alarms');

export const acknowledgeAlarm = (call: Call, id: string, reason: string): Promise<LogAlarms> =>
  call('POST /log/alarms/{alarmId}/acknowledgement', { path: { alarmId: id }, body: { reason } });
