import type { OrganisationId, SealId } from '../../domain/ids.js';
import { RunEvery } from '../../pace/run-every.js';
import type { DueWork } from '../../ports/due-work.js';
import type { ExtendSeal } from './extend-seal.js';
import type { TimestampWatch } from './timestamp-watch.js';

export interface ExtensionLoopParts {
  readonly dueWork: DueWork;
  readonly extendSeal: Pick<ExtendSeal, 'run' | 'postpone'>;
  readonly watch: Pick<TimestampWatch, 'trouble' | 'tick'>;
  readonly sweepEveryMs: number;
  readonly log: (fact: {
    readonly sealId?: string;
    readonly message: string;
    readonly error?: unknown;
  }) => void;
}

const sweepLimit = 100;
const tickMs = 1_000;

/**
 * Finds sealed files that are owed something, however old, and extends them one after the other: nobody waits for them,
 * and a seal somebody does wait for comes first.
 */
export class ExtensionLoop {
  private readonly watching: RunEvery;
  private readonly sweeping: RunEvery;

  constructor(private readonly parts: ExtensionLoopParts) {
    this.watching = new RunEvery(tickMs, () => parts.watch.tick());
    this.sweeping = new RunEvery(parts.sweepEveryMs, () => this.sweep());
  }

  /** Waits for no authority: one that hangs must not hold up seals that need none. */
  start(): void {
    this.watching.start();
    this.sweeping.start();
  }

  /** Lets the extension at hand finish. */
  async stop(): Promise<void> {
    void this.watching.stop();
    await this.sweeping.stop();
  }

  private async sweep(): Promise<void> {
    try {
      for (const { organisationId, sealId } of await this.parts.dueWork.dueExtensions(sweepLimit)) {
        if (this.sweeping.isStopping) return;
        await this.extendOne(organisationId, sealId);
      }
    } catch (error) {
      this.parts.log({ message: 'looking for files to extend failed; tried again at the next sweep', error });
    }
  }

  /** One bad file must not stop the others. */
  private async extendOne(organisationId: OrganisationId, sealId: SealId): Promise<void> {
    const { watch, extendSeal, log } = this.parts;
    try {
      const { trouble } = watch;
      if (trouble) return await extendSeal.postpone(organisationId, sealId, trouble);
      const result = await extendSeal.run(organisationId, sealId);
      if (result.outcome === 'stopped') log({ sealId, message: 'an extension stopped', error: result.error });
    } catch (error) {
      log({ sealId, message: 'a file could not be extended; the sweep finds it again', error });
    }
  }
}
