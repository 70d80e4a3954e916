import { RunEvery } from '../../pace/run-every.js';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import type { LogOutlets, OutletKind } from '../../ports/log-outlets.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { DeliverCheckpoints } from './deliver-checkpoints.js';
import { describeOutlets } from './describe-outlets.js';

export interface DeliveryLoopParts {
  /** The kinds this process is responsible for. */
  readonly kinds: readonly OutletKind[];
  readonly outlets: readonly CheckpointOutlet[];
  readonly requiredWitnesses: number | null;
  readonly statuses: LogOutlets;
  readonly deliver: Pick<DeliverCheckpoints, 'run'>;
  /** What else this process does for the newest checkpoint, each round. */
  readonly also: () => Promise<void>;
  readonly health: ServiceHealth;
  readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

const roundEveryMs = 1_000;
const reportEveryMs = 10_000;

/** Brings checkpoints out for as long as the process lives, and says on the health page which places do not get them. */
export class DeliveryLoop {
  private readonly pace = new RunEvery(roundEveryMs, () => this.round());
  private isConfigured = false;
  private hasFailed = false;
  private reportedAtMs = -reportEveryMs;

  constructor(private readonly parts: DeliveryLoopParts) {}

  start(): void {
    this.pace.start();
  }

  /** Lets the round at hand finish. */
  stop(): Promise<void> {
    return this.pace.stop();
  }

  private async round(): Promise<void> {
    try {
      await this.configure();
      await this.parts.deliver.run();
      await this.parts.also();
      if (performance.now() - this.reportedAtMs >= reportEveryMs) await this.report();
      this.hasFailed = false;
    } catch (error) {
      // The database is away; the next round says it again, but the log only once.
      if (!this.hasFailed) this.parts.log({ message: 'checkpoints are not brought out; tried again', error });
      this.hasFailed = true;
    }
  }

  private async configure(): Promise<void> {
    if (this.isConfigured) return;
    const { statuses, kinds, outlets, requiredWitnesses } = this.parts;
    await statuses.configure(kinds, outlets);
    if (requiredWitnesses !== null) await statuses.describeDeployment(requiredWitnesses);
    this.isConfigured = true;
  }

  private async report(): Promise<void> {
    const all = await this.parts.statuses.list();
    const required = await this.parts.statuses.requiredWitnesses();
    for (const kind of this.parts.kinds) {
      const own = all.filter((one) => one.kind === kind);
      await this.parts.health.report(describeOutlets(kind, own, required));
    }
    this.reportedAtMs = performance.now();
  }
}
