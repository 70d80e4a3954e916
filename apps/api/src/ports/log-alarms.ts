import type { EnvelopeId, OrganisationId } from '../domain/ids.js';

/** Something that does not fit, as it was found. */
export interface LogFinding {
  readonly code: string;
  /** Null where the log as a whole is concerned. */
  readonly stream: string | null;
  readonly seq: number | null;
  readonly logIndex: number | null;
  readonly sentence: string;
}

export interface LogAlarm extends LogFinding {
  readonly id: string;
  readonly envelopeId: EnvelopeId | null;
  readonly raisedAt: Date;
  readonly acknowledged: {
    readonly at: Date;
    readonly by: string;
    readonly byName: string;
    readonly reason: string;
  } | null;
}

export interface LogAlarmRepository {
  /** @returns null when this finding raised an alarm before, acknowledged or not */
  raise(finding: LogFinding): Promise<LogAlarm | null>;
  /** Newest first, those not acknowledged before all others. */
  list(limit: number): Promise<LogAlarm[]>;
  find(id: string): Promise<LogAlarm | null>;
  /** @returns false when it was acknowledged before */
  acknowledge(
    id: string,
    by: { readonly userId: string; readonly name: string; readonly reason: string },
  ): Promise<boolean>;
}

/** Whose record a finding is about. Reads across organisations, as the auditor's role. */
export abstract class StreamOwners {
  /** @returns null when no row says whose it is: then everybody is told */
  abstract ownerOf(stream: string): Promise<OrganisationId | null>;
}
