import { chainHash, GENESIS_HASH } from '../chain.js';
import { sha256 } from '../digest.js';
import { logEntry } from '../log/log-entry.js';
import type { LogRecord } from '../log/log-evidence.js';

export type BenchShape = {
  readonly eventCount: number;
  readonly streamCount: number;
  /** Of one event's canonical bytes; our own have 400 to 700. */
  readonly eventByteLength: number;
};

export type BenchBatch = { readonly records: readonly LogRecord[]; readonly entries: readonly Uint8Array[] };

/**
 * Events that take turns over many streams, batch by batch: a million would not fit into memory at once. The next batch
 * overwrites the bytes of the last one, so that making events leaves the collector little to do while others are timed.
 */
export function* benchBatches(shape: BenchShape, batchSize: number): Generator<BenchBatch> {
  const { eventCount, streamCount, eventByteLength } = shape;
  const heads: Uint8Array[] = new Array<Uint8Array>(streamCount).fill(GENESIS_HASH);
  const streams = heads.map((_head, number) => streamName(number));
  const memory = new Uint8Array(batchSize * eventByteLength).fill(0x78);
  for (let start = 0; start < eventCount; start += batchSize) {
    const records: LogRecord[] = [];
    const entries: Uint8Array[] = [];
    for (let index = start; index < Math.min(eventCount, start + batchSize); index++) {
      const number = index % streamCount;
      const [stream = '', previous = GENESIS_HASH] = [streams[number], heads[number]];
      const seq = Math.floor(index / streamCount) + 1;
      const at = (index - start) * eventByteLength;
      const bytes = memory.subarray(at, at + eventByteLength);
      new DataView(memory.buffer, at).setUint32(0, index);
      const hash = chainHash(previous, stream, seq, sha256(bytes));
      heads[number] = hash;
      records.push({ index, stream, seq, bytes, chainHash: hash });
      entries.push(logEntry(stream, previous, hash));
    }
    yield { records, entries };
  }
}

function streamName(number: number): string {
  return `envelope:01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}
