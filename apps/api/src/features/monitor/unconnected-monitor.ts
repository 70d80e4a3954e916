import { RunEvery } from '../../pace/run-every.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import { Monitor } from './monitor.js';

const everyMs = 60_000;

/** Without a connection that sees every row nothing is compared, and nobody may think that it is. */
export class UnconnectedMonitor extends Monitor {
  private readonly pace = new RunEvery(everyMs, () => this.report());

  constructor(private readonly health: ServiceHealth) {
    super();
  }

  override start(): void {
    this.pace.start();
  }

  override stop(): Promise<void> {
    return this.pace.stop();
  }

  private async report(): Promise<void> {
    const detail =
      'Nobody compares the record with the log: give the sealer AUDITOR_DATABASE_URL, the database in the role sealwright_auditor.';
    await this.health
      .report({
        name: 'monitor',
        state: 'waiting',
        code: 'monitor-not-connected',
        detail,
        nextAttemptAt: null,
      })
      .catch(() => {});
  }
}
