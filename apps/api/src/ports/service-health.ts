export interface ServiceReport {
  readonly name: string;
  readonly state: 'ok' | 'waiting' | 'failed';
  /** Stable code of the cause, null when ok. */
  readonly code: string | null;
  /** A sentence for a person. */
  readonly detail: string;
  readonly nextAttemptAt: Date | null;
}

export interface ServiceStatus extends ServiceReport {
  /** Since when the state and the code have been what they are. */
  readonly since: Date;
  readonly checkedAt: Date;
}

/** What each part of the platform says of itself, for the health page (promise 9). Not bound to an organisation. */
export abstract class ServiceHealth {
  /** Writes the state and the moment; `since` moves only when state or code change. */
  abstract report(report: ServiceReport): Promise<void>;
  abstract list(): Promise<ServiceStatus[]>;
}
