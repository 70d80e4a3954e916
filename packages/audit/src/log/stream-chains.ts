import { GENESIS_HASH } from '../chain.js';
import type { LogRecord } from './log-evidence.js';

/** How far one stream was followed. `lost`: from here on its chain cannot be recomputed. */
export type StreamHead = { seq: number; hash: Uint8Array; lost: boolean };

/** `next`: this record follows the head, and can be hashed. */
export type ChainPlace = 'next' | 'ahead' | 'behind' | 'lost';

/** The heads of all streams met so far. */
export class StreamChains {
  readonly heads: Map<string, StreamHead>;

  constructor(heads: Iterable<readonly [string, StreamHead]> = []) {
    this.heads = new Map(heads);
  }

  head(stream: string): StreamHead {
    const known = this.heads.get(stream);
    if (known !== undefined) return known;
    const fresh = { seq: 0, hash: GENESIS_HASH, lost: false };
    this.heads.set(stream, fresh);
    return fresh;
  }

  place({ seq }: LogRecord, head: StreamHead): ChainPlace {
    if (head.lost) return 'lost';
    if (seq === head.seq + 1) return 'next';
    return seq > head.seq ? 'ahead' : 'behind';
  }
}
