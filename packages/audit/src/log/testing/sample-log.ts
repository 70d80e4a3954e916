import { chainHash, GENESIS_HASH } from '../../chain.js';
import { formatCheckpoint } from '../../checkpoint/checkpoint-text.js';
import { type NoteSigner, signNote } from '../../checkpoint/sign-note.js';
import { ed25519Signer } from '../../checkpoint/testing/note-keys.js';
import { sha256 } from '../../digest.js';
import { EMPTY_ROOT } from '../../merkle/tree-hashes.js';
import type { TreeHead } from '../../merkle/tree-head.js';
import { type MemoryTiles, memoryTiles } from '../../testing/memory-tiles.js';
import { sampleId, writeSampleRecord } from '../../testing/sample-record.js';
import { appendEntries } from '../../tiles/append-entries.js';
import { logEntry } from '../log-entry.js';
import type { LogEvidence, LogRecord } from '../log-evidence.js';

export const sampleOrigin = 'log.example/sealwright';
export const sampleLogSigner = ed25519Signer(sampleOrigin);
export const sampleStream = (number: number) => `envelope:${sampleId(0x500 + number)}`;

export type SampleLog = {
  records: LogRecord[];
  tiles: MemoryTiles;
  /** One signed checkpoint for each batch that was appended. */
  checkpoints: string[];
};

/** A log of `streamCount` envelopes with `eventCount` events each, taking turns, sequenced in batches. */
export async function sampleLog(
  streamCount: number,
  eventCount: number,
  batches: number,
): Promise<SampleLog> {
  return sequence(takeTurns(streamCount, eventCount), batches);
}

function takeTurns(streamCount: number, eventCount: number): LogRecord[] {
  const streams = Array.from({ length: streamCount }, (_, number) => {
    const stream = sampleStream(number);
    const facts = Array.from({ length: eventCount }, (_unused, turn) => ({
      type: 'recipient.opened' as const,
      actor: { kind: 'recipient' as const, id: sampleId(0x9000 + number * 100 + turn) },
      data: {
        recipientId: sampleId(0x9000 + number * 100 + turn),
        documents: [{ documentId: sampleId(0x700), sha256Hex: 'ab'.repeat(32) }],
      },
      personal: [],
    }));
    return { stream, records: writeSampleRecord(stream, facts).records };
  });
  const records: LogRecord[] = [];
  for (let turn = 0; turn < eventCount; turn++) {
    for (const { stream, records: own } of streams) {
      const record = own[turn];
      if (record !== undefined) records.push({ ...record, index: records.length, stream, seq: turn + 1 });
    }
  }
  return records;
}

/** What the sequencer does: entries, tiles, a signed checkpoint for each batch. */
export async function sequence(
  records: readonly LogRecord[],
  batches: number,
  signer: NoteSigner = sampleLogSigner,
): Promise<SampleLog> {
  const tiles = memoryTiles();
  const checkpoints: string[] = [];
  const entries = entriesOf(records);
  let head: TreeHead = { size: 0, root: EMPTY_ROOT };
  const step = Math.ceil(entries.length / batches);
  for (let at = 0; at < entries.length; at += step) {
    const added = await appendEntries(head, entries.slice(at, at + step), tiles.reader);
    for (const { path, bytes } of added.writes) tiles.write(path, bytes);
    head = added.head;
    const text = formatCheckpoint({ origin: sampleOrigin, head, extensions: [] });
    checkpoints.push(await signNote(text, [signer]));
  }
  return { records: [...records], tiles, checkpoints };
}

function entriesOf(records: readonly LogRecord[]): Uint8Array[] {
  const heads = new Map<string, Uint8Array>();
  return records.map(({ stream, chainHash: hash }) => {
    const entry = logEntry(stream, heads.get(stream) ?? GENESIS_HASH, hash);
    heads.set(stream, hash);
    return entry;
  });
}

/** What an insider with full access would do: new hashes for one stream, so that every link fits. */
export function relink(records: readonly LogRecord[], stream: string): LogRecord[] {
  let previous = GENESIS_HASH;
  return records.map((record) => {
    if (record.stream !== stream) return record;
    previous = chainHash(previous, stream, record.seq, sha256(record.bytes));
    return { ...record, chainHash: previous };
  });
}

export function evidenceOf(log: SampleLog, more: Partial<LogEvidence> = {}): LogEvidence {
  return {
    tiles: log.tiles.reader,
    policy: { origin: sampleOrigin, logKeys: [sampleLogSigner.key] },
    checkpoint: log.checkpoints.at(-1) ?? null,
    ...more,
  };
}
