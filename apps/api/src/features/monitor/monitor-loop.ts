import { AppError } from '../../domain/app-error.js';
import { RunEvery } from '../../pace/run-every.js';
import type { MonitorRunKind, MonitorRuns } from '../../ports/monitor-runs.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { Look } from './look.js';
import { Monitor } from './monitor.js';
import type { RaiseAlarms } from './raise-alarms.js';
import type { WatchLedger } from './watch-ledger.js';
import type { WatchLog } from './watch-log.js';

export interface MonitorPace {
  /** Between two looks at what is new, and at the journal. */
  readonly everyMs: number;
  /** Between two looks at everything; longer when one takes long, so that no more than a twentieth of a core goes there. */
  readonly wholeEveryMs: number;
}

export interface MonitorLoopParts extends MonitorPace {
  readonly log: Pick<WatchLog, 'lookAtNew' | 'lookAtAll'>;
  readonly ledger: Pick<WatchLedger, 'look' | 'lookAtAll'>;
  readonly alarms: Pick<RaiseAlarms, 'run'>;
  readonly runs: MonitorRuns;
  /** Of all organisations. */
  readonly openAlarms: () => Promise<number>;
  readonly health: ServiceHealth;
  readonly now: () => Date;
  /** Called once the last look is done. */
  readonly close: () => Promise<void>;
  readonly note: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

const tickMs = 500;
const SHARE_OF_TIME = 20;
/** A short look is cheap, however busy the machine was. */
const SHORT_LOOK_MS = 60_000;
const RUN_NAMES: Readonly<Record<MonitorRunKind, string>> = {
  'new-events': 'What is new was compared',
  'whole-log': 'The whole log was compared',
  'seal-ledger': 'The token journal was compared',
};

/** Looks again and again for as long as the process lives. What it cannot look at is said, and is not "nothing found". */
export class MonitorLoop extends Monitor {
  private readonly pace = new RunEvery(tickMs, () => this.tick());
  private nextAtMs = 0;
  private wholeAtMs = 0;

  constructor(private readonly parts: MonitorLoopParts) {
    super();
  }

  override start(): void {
    this.pace.start();
  }

  /** Lets the look at hand finish. */
  override async stop(): Promise<void> {
    await this.pace.stop();
    await this.parts.close();
  }

  private async tick(): Promise<void> {
    const nowMs = this.parts.now().getTime();
    if (nowMs < this.nextAtMs) return;
    const { log, ledger, everyMs, wholeEveryMs } = this.parts;
    const whole = nowMs >= this.wholeAtMs;
    const outcomes = [
      whole
        ? await this.look('whole-log', () => log.lookAtAll())
        : await this.look('new-events', () => log.lookAtNew()),
      await this.look('seal-ledger', () => (whole ? ledger.lookAtAll() : ledger.look())),
    ];
    const tookMs = this.parts.now().getTime() - nowMs;
    const restMs = tookMs < SHORT_LOOK_MS ? 0 : tookMs * SHARE_OF_TIME;
    if (whole) this.wholeAtMs = nowMs + Math.max(wholeEveryMs, restMs);
    this.nextAtMs = this.parts.now().getTime() + everyMs;
    await this.reportHealth(outcomes);
  }

  private async look(kind: MonitorRunKind, work: () => Promise<Look>): Promise<Outcome> {
    const startedAt = this.parts.now();
    try {
      const { findings, checked, detail } = await work();
      const raised = await this.parts.alarms.run(findings);
      if (raised > 0) this.parts.note({ message: `the monitor raised ${raised} alarms: ${detail}` });
      const outcome = findings.length === 0 ? 'intact' : 'broken';
      await this.parts.runs.report({
        kind,
        startedAt,
        finishedAt: this.parts.now(),
        outcome,
        checked,
        detail,
      });
      return { kind, outcome, detail };
    } catch (error) {
      this.parts.note({ message: 'the monitor could not look', error });
      const detail = error instanceof AppError ? error.message : 'The monitor failed; its log says why.';
      const failed = { kind, outcome: 'could-not-look', detail } as const;
      // The database may be what is away.
      await this.parts.runs
        .report({ ...failed, startedAt, finishedAt: this.parts.now(), checked: 0 })
        .catch(() => {});
      return failed;
    }
  }

  /** Not well before every alarm was answered for: a finding of one look is not gone because the next one is short. */
  private async reportHealth(outcomes: readonly Outcome[]): Promise<void> {
    const broken = outcomes.find(({ outcome }) => outcome === 'broken');
    const blind = outcomes.find(({ outcome }) => outcome === 'could-not-look');
    const open = await this.parts.openAlarms().catch(() => (broken ? 1 : 0));
    const nextAttemptAt = new Date(this.nextAtMs);
    const report =
      open > 0
        ? { state: 'failed' as const, code: 'log-alarm', detail: broken ? worded(broken) : notAnswered(open) }
        : blind
          ? { state: 'waiting' as const, code: 'monitor-blind', detail: worded(blind) }
          : { state: 'ok' as const, code: null, detail: broken ? answered(broken) : ALL_AGREES };
    await this.parts.health.report({ name: 'monitor', ...report, nextAttemptAt }).catch(() => {});
  }
}

const ALL_AGREES = 'Record, log and token journal agree.';

function notAnswered(alarms: number): string {
  return alarms === 1 ? 'One alarm is not acknowledged yet.' : `${alarms} alarms are not acknowledged yet.`;
}

/** What was acknowledged is found again by every look at everything. */
function answered(outcome: Outcome): string {
  return `Every alarm was acknowledged. ${worded(outcome)}`;
}

function worded({ kind, detail }: Outcome): string {
  return `${RUN_NAMES[kind]}: ${detail}`;
}

interface Outcome {
  readonly kind: MonitorRunKind;
  readonly outcome: 'intact' | 'broken' | 'could-not-look';
  readonly detail: string;
}
