import type { Mailer } from './ports/mailer.js';
import type { ServiceHealth } from './ports/service-health.js';

const beatEveryMs = 15_000;

/** Says every few seconds that the worker lives and whether the mail server answers (promise 9). */
export class WorkerPulse {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly health: ServiceHealth,
    private readonly mailer: Mailer,
  ) {}

  start(): void {
    void this.beat();
    this.timer = setInterval(() => void this.beat(), beatEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const mail = await this.mailer
      .check()
      .catch(() => ({ ok: false, detail: 'The mail server cannot be asked.' }));
    const reports = [
      { name: 'worker', state: 'ok' as const, code: null, detail: 'At work.', nextAttemptAt: null },
      {
        name: 'mail',
        state: mail.ok ? ('ok' as const) : ('waiting' as const),
        code: mail.ok ? null : 'mail-server-unreachable',
        detail: mail.detail,
        nextAttemptAt: null,
      },
    ];
    // A database that is away for a moment hears it at the next beat.
    await Promise.allSettled(reports.map((report) => this.health.report(report)));
  }
}
