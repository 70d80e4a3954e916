import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import { OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint, LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogOutlets, OutletStatus, OutletTarget } from '../../ports/log-outlets.js';
import { deliveryPauseMs } from './delivery-pause.js';
import type { TellDelivery } from './tell-delivery.js';

export interface DeliverCheckpointsParts {
  readonly outlets: readonly CheckpointOutlet[];
  readonly statuses: LogOutlets;
  readonly checkpoints: Pick<LogCheckpoints, 'newest'>;
  readonly tell: TellDelivery;
  readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

/** Longer than any delivery takes; when its process dies meanwhile, the place is due again after that. */
const leaseMs = 120_000;
/** One lost packet is no news for the record. */
const failuresBeforeTelling = 3;

/**
 * Brings the newest checkpoint to each place that is due and lacks it. A place that is away is tried again, slower and
 * slower, for ever; what it missed meanwhile is contained in the newest one.
 */
export class DeliverCheckpoints {
  constructor(private readonly parts: DeliverCheckpointsParts) {}

  async run(): Promise<void> {
    const newest = await this.parts.checkpoints.newest();
    if (newest === null || newest.head.size === 0) return;
    await Promise.all(this.parts.outlets.map((outlet) => this.deliver(outlet, newest)));
  }

  private async deliver(outlet: CheckpointOutlet, newest: KeptCheckpoint): Promise<void> {
    const { statuses, log } = this.parts;
    const { size } = newest.head;
    const target = { generation: newest.generation, size };
    try {
      const claimed = await statuses.claim(outlet.name, target, leaseMs);
      if (claimed === null) return;
      // What it took of the log before says nothing about this one.
      const lastSize = (claimed.lastGeneration ?? 1) === newest.generation ? claimed.lastSize : null;
      const failure = await attempt(() => outlet.deliver(newest, lastSize));
      if (failure === null) await this.noteDelivered(outlet, claimed, target);
      else await this.noteFailed(claimed, failure, size);
    } catch (error) {
      // The database is away: the lease runs out, and the place is due again.
      log({ message: `how the checkpoint fared at ${outlet.name} could not be noted`, error });
    }
  }

  private async noteDelivered(
    outlet: CheckpointOutlet,
    before: OutletStatus,
    target: OutletTarget,
  ): Promise<void> {
    await this.parts.statuses.noteDelivered(outlet.name, target, outlet.pauseMs);
    if (!before.told) return;
    await this.parts.tell.recovered(before, target.size);
    await this.parts.statuses.markTold(outlet.name, false);
  }

  private async noteFailed(before: OutletStatus, failure: OutletError, size: number): Promise<void> {
    const { statuses, tell, log } = this.parts;
    const failures = before.failures + 1;
    const { code, message: detail } = failure;
    if (failures === 1)
      log({ message: `a checkpoint did not reach ${before.name}; tried again`, error: failure });
    await statuses.noteFailed(before.name, { code, detail }, deliveryPauseMs(failures));
    if (failures < failuresBeforeTelling || before.told) return;
    await tell.failed(before, size, code);
    await statuses.markTold(before.name, true);
  }
}

async function attempt(work: () => Promise<void>): Promise<OutletError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof OutletError) return error;
    const sentence =
      'The checkpoint could not be delivered for a reason nobody expected; it is tried again and logged.';
    return new OutletError('delivery-failed', sentence, { cause: error });
  }
}
