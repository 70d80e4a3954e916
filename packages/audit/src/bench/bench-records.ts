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

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');

/** Events that take turns over many streams, batch by batch: a million would not fit into memory at once. */
export function* benchBatches(
  { eventCount, streamCount, eventByteLength }: BenchShape,
  batchSize: number,
): Generator<{ records: LogRecord[]; entries: Uint8Array[] }> {
  const heads: Uint8Array[] = [];
  const encoder = new TextEncoder();
  for (let start = 0; start < eventCount; start += batchSize) {
    const records: LogRecord[] = [];
    const entries: Uint8Array[] = [];
    // One piece of memory for a batch, as rows come from a database: the collector's work is not what is measured.
    const memory = new Uint8Array(batchSize * eventByteLength);
    for (let index = start; index < Math.min(eventCount, start + batchSize); index++) {
      const number = index % streamCount;
      const seq = Math.floor(index / streamCount) + 1;
      const stream = `envelope:01980000-0000-7000-8000-${hex(number, 12)}`;
      const text = `{"id":"01980000-0000-7000-9000-${hex(index, 12)}","seq":${seq},"stream":"${stream}","fill":"`;
      const at = (index - start) * eventByteLength;
      const bytes = memory.subarray(at, at + eventByteLength);
      encoder.encodeInto(`${text.padEnd(eventByteLength - 2, 'x')}"}`, bytes);
      const previous = heads[number] ?? GENESIS_HASH;
      const hash = chainHash(previous, stream, seq, sha256(bytes));
      heads[number] = hash;
      records.push({ index, stream, seq, bytes, chainHash: hash });
      entries.push(logEntry(stream, previous, hash));
    }
    yield { records, entries };
  }
}
