import type { LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogSigners } from '../../ports/log-signers.js';

/**
 * Registers a new key and retires an old one as soon as the sealer runs with them, and not only when the next event has to
 * be signed: readers are told before they need it. A key that cannot be used is the sequencer's to report.
 */
export class KeepKeysRegistered {
  private hasFailed = false;

  constructor(
    private readonly signers: LogSigners,
    private readonly checkpoints: Pick<LogCheckpoints, 'newest'>,
    private readonly beginnings: Pick<LogBeginnings, 'current'>,
    private readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void,
  ) {}

  async run(): Promise<void> {
    const newest = await this.checkpoints.newest();
    const log = await this.beginnings.current();
    if (newest === null || log === null) return;
    try {
      // By the log's present name: asked by the name before, the keys of this one would look as if nobody used them.
      await this.signers.signers(log.origin);
      this.hasFailed = false;
    } catch (error) {
      if (!this.hasFailed) this.log({ message: 'the log keys cannot be used; tried again', error });
      this.hasFailed = true;
    }
  }
}
