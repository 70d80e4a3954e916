/** `new-events`: what came since the last look. `whole-log`: every event again. `seal-ledger`: the token journal. */
export type MonitorRunKind = 'new-events' | 'whole-log' | 'seal-ledger';

export interface MonitorRun {
  readonly kind: MonitorRunKind;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly outcome: 'intact' | 'broken' | 'could-not-look';
  /** Events, or lines of the journal. */
  readonly checked: number;
  /** A sentence for a person. */
  readonly detail: string;
}

/** When the monitor last looked. Not bound to an organisation. @throws AppError */
export abstract class MonitorRuns {
  abstract report(run: MonitorRun): Promise<void>;
  abstract list(): Promise<MonitorRun[]>;
}
