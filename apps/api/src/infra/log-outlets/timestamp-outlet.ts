import { createHash } from 'node:crypto';
import { parseSignedNote } from '@sealwright/audit/log';
import { type CheckpointOutlet, OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint, LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { Timestamping } from '../../ports/timestamping.js';
import { outletName } from './outlet-name.js';

/**
 * RFC 3161 over the SHA-256 of the note's text, its last newline included: what stands under the text may grow. One
 * outlet for all authorities, which are asked in the operator's order: one timestamp is enough.
 */
export class TimestampOutlet implements CheckpointOutlet {
  readonly kind = 'timestamp';
  readonly name: string;
  readonly shown: string;

  constructor(
    private readonly timestamping: Pick<Timestamping, 'names' | 'ask'>,
    private readonly checkpoints: Pick<LogCheckpoints, 'keepTimestamp'>,
    readonly pauseMs: number,
  ) {
    this.shown = timestamping.names.map((name) => new URL(name).host).join(', ');
    this.name = outletName('timestamp', timestamping.names.join(' '));
  }

  async deliver({ head, note, timestamp }: KeptCheckpoint): Promise<void> {
    if (timestamp !== null) return;
    const digest = Uint8Array.from(createHash('sha256').update(parseSignedNote(note).text).digest());
    const reasons: string[] = [];
    for (const name of this.timestamping.names) {
      const { outcome } = await this.timestamping.ask(name, { digestAlgorithm: 'sha256', digest });
      if ('token' in outcome) {
        const { der: tokenDer, time: at } = outcome.token;
        await this.checkpoints.keepTimestamp(head.size, { tokenDer, authority: name, at });
        return;
      }
      reasons.push(outcome.detail);
    }
    throw new OutletError('timestamp-unavailable', reasons[0] ?? 'No timestamp authority is configured.');
  }
}
