import type { LogFinding } from '../../ports/log-alarms.js';

/** What one look of the monitor came to. */
export interface Look {
  readonly findings: readonly LogFinding[];
  /** Events, or lines of the journal. */
  readonly checked: number;
  /** A sentence for a person. */
  readonly detail: string;
}
