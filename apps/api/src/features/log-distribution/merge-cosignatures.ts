import { addCosignatures, type VerifierKey } from '@sealwright/audit/log';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogCosignatures } from '../../ports/log-cosignatures.js';

export interface MergeCosignaturesParts {
  readonly cosignatures: LogCosignatures;
  readonly checkpoints: Pick<LogCheckpoints, 'ofSize' | 'addSignatures'>;
  /** Who may cosign, as the sealer itself was configured. */
  readonly witnesses: readonly VerifierKey[];
}

/** Puts under each note what its witnesses answered, as far as it verifies. In the sealer: nobody else writes notes. */
export class MergeCosignatures {
  constructor(private readonly parts: MergeCosignaturesParts) {}

  async run(): Promise<void> {
    const { cosignatures, checkpoints, witnesses } = this.parts;
    for (const offered of await cosignatures.pending()) {
      const { size, lines } = offered;
      const kept = await checkpoints.ofSize(size);
      if (kept) {
        const { signedCheckpoint, added } = await addCosignatures(kept.note, lines, witnesses);
        // Another line came between reading and writing: the next round has the longer note.
        if (added.length > 0 && !(await checkpoints.addSignatures(size, signedCheckpoint))) continue;
      }
      await cosignatures.remove(offered);
    }
  }
}
