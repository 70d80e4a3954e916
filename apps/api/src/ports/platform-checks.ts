export interface PlatformCheck {
  readonly state: 'ok' | 'warn' | 'fail';
  /** A sentence without addresses, passwords or paths. */
  readonly detail: string;
}

/** What has to be there for the platform to work, by name. A check that throws counts as failed. */
export abstract class PlatformChecks {
  abstract all(): Readonly<Record<string, () => Promise<PlatformCheck>>>;
}
