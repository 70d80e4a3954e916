import { toHex } from '../runtime/bytes.js';
import type { KnownHead } from './log-evidence.js';
import type { LogFault } from './log-report.js';
import type { StreamHead } from './stream-chains.js';

/** Chain heads from elsewhere, held against what the rows give. */
export class KnownHeads {
  private readonly byStream = new Map<string, KnownHead[]>();

  constructor(heads: readonly KnownHead[]) {
    for (const known of heads) {
      const others = this.byStream.get(known.stream);
      if (others === undefined) this.byStream.set(known.stream, [known]);
      else others.push(known);
    }
  }

  /** Called for each event whose hash was computed. */
  judge(stream: string, seq: number, hash: Uint8Array): LogFault | null {
    const heads = this.byStream.get(stream);
    const known = heads?.find((one) => one.seq === seq && one.chainHashHex !== toHex(hash));
    if (known === undefined) return null;
    const sentence =
      known.source === 'stream-row'
        ? `Event ${seq} is not the one the row of its chain’s head names: one of the two was changed.`
        : `Up to event ${seq} this record is not the one known from elsewhere: it was rewritten.`;
    return { code: 'head-mismatch', stream, seq, index: null, sentence };
  }

  /** Once every event was seen: chains that end before a head that is known of them. */
  judgeEnds(heads: ReadonlyMap<string, StreamHead>): LogFault[] {
    const faults: LogFault[] = [];
    for (const { stream, seq, source } of [...this.byStream.values()].flat()) {
      const head = heads.get(stream);
      const reached = head?.seq ?? 0;
      if (reached >= seq || head?.lost === true) continue;
      const had =
        source === 'stream-row'
          ? `the row of its chain’s head says ${seq}`
          : `it is known to have had ${seq}`;
      const sentence = `The record ends with event ${reached}; ${had}.`;
      faults.push({ code: 'truncated', stream, seq: reached + 1, index: null, sentence });
    }
    return faults;
  }
}
