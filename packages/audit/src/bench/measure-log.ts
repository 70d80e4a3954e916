import { formatCheckpoint } from '../checkpoint/checkpoint-text.js';
import { ed25519NoteSigner, type NoteSigner, signNote } from '../checkpoint/sign-note.js';
import type { LogReport } from '../log/log-report.js';
import { LogVerification } from '../log/log-verification.js';
import { proveInclusion } from '../merkle/prove.js';
import { EMPTY_ROOT, hashLeaf } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { formatTlogProof } from '../proof/tlog-proof.js';
import { verifyTlogProof } from '../proof/verify-tlog-proof.js';
import { appendEntries } from '../tiles/append-entries.js';
import { TILE_WIDTH, tileWidth } from '../tiles/tile-path.js';
import { readEntries } from '../tiles/tile-reader.js';
import { TileTree } from '../tiles/tile-tree.js';
import { type BenchShape, benchBatches } from './bench-records.js';

/** Milliseconds of whatever is to be counted: wall time, or CPU time for a figure per core on a busy machine. */
export type BenchClock = () => number;

export type LogMeasurement = BenchShape & {
  readonly append: { readonly ms: number; readonly entriesPerSecond: number };
  readonly verify: {
    readonly ms: number;
    readonly eventsPerSecond: number;
    readonly verdict: LogReport['verdict'];
  };
  readonly proof: { readonly byteLength: number; readonly makeMs: number; readonly checkMs: number };
  readonly storage: { readonly fileCount: number; readonly byteLength: number };
};

const ORIGIN = 'bench.example/log';
const BATCH = 4096;
const PROOFS = 50;

/**
 * Builds a log of made-up events in memory and verifies it: chain and tree over stored bytes, against its tiles and a
 * signed checkpoint. Making the events is not counted.
 */
export async function measureLog(shape: BenchShape, nowMs: BenchClock): Promise<LogMeasurement> {
  const files = new Map<string, Uint8Array>();
  const reader = async (path: string) => files.get(path) ?? null;
  let head: TreeHead = { size: 0, root: EMPTY_ROOT };
  let appendMs = 0;
  for (const { entries } of benchBatches(shape, BATCH)) {
    const startMs = nowMs();
    const { head: next, writes } = await appendEntries(head, entries, reader);
    appendMs += nowMs() - startMs;
    for (const { path, bytes } of writes) files.set(path, bytes);
    head = next;
  }
  const signer = await benchSigner();
  const checkpoint = await signNote(formatCheckpoint({ origin: ORIGIN, head, extensions: [] }), [signer]);
  const policy = { origin: ORIGIN, logKeys: [signer.key] };
  const run = await LogVerification.start({ tiles: reader, policy, checkpoint });
  let verifyMs = 0;
  for (const { records } of benchBatches(shape, BATCH)) {
    const startMs = nowMs();
    await run.add(records);
    verifyMs += nowMs() - startMs;
  }
  const lastMs = nowMs();
  const { verdict } = await run.finish();
  verifyMs += nowMs() - lastMs;
  const { eventCount } = shape;
  return {
    ...shape,
    append: { ms: appendMs, entriesPerSecond: perSecond(eventCount, appendMs) },
    verify: { ms: verifyMs, eventsPerSecond: perSecond(eventCount, verifyMs), verdict },
    proof: await measureProofs(head.size, reader, checkpoint, policy, nowMs),
    storage: {
      fileCount: files.size,
      byteLength: [...files.values()].reduce((sum, { length }) => sum + length, 0),
    },
  };
}

async function measureProofs(
  size: number,
  reader: (path: string) => Promise<Uint8Array | null>,
  checkpoint: string,
  policy: Parameters<typeof verifyTlogProof>[2],
  nowMs: BenchClock,
): Promise<LogMeasurement['proof']> {
  let [makeMs, checkMs, byteLength] = [0, 0, 0];
  for (let turn = 0; turn < PROOFS; turn++) {
    const index = Math.floor((turn * size) / PROOFS);
    const bundle = Math.floor(index / TILE_WIDTH);
    const startMs = nowMs();
    const proof = await proveInclusion(index, size, new TileTree(reader, size).hash);
    const file = formatTlogProof({ index, proof, checkpoint, extra: null });
    makeMs += nowMs() - startMs;
    const entry = (await readEntries(reader, bundle, tileWidth(size, 0, bundle)))[index % TILE_WIDTH];
    const checkStartMs = nowMs();
    const finding = await verifyTlogProof(file, hashLeaf(entry ?? new Uint8Array()), policy);
    checkMs += nowMs() - checkStartMs;
    if (finding.verdict !== 'included') throw new Error(finding.sentence);
    byteLength = Math.max(byteLength, file.length);
  }
  return { byteLength, makeMs: makeMs / PROOFS, checkMs: checkMs / PROOFS };
}

export type LogGrowth = {
  readonly size: number;
  readonly tileByteLength: number;
  readonly bundleByteLength: number;
  readonly proofHashCount: number;
};

/** What a log of `size` entries takes once its partial tiles are deleted, and the longest proof in it. Computed. */
export function computeGrowth(size: number, entryByteLength = 65): LogGrowth {
  let tileByteLength = 0;
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / TILE_WIDTH)) tileByteLength += hashes * 32;
  const bundleByteLength = size * (entryByteLength + 2);
  return {
    size,
    tileByteLength,
    bundleByteLength,
    proofHashCount: size < 2 ? 0 : Math.ceil(Math.log2(size)),
  };
}

async function benchSigner(): Promise<NoteSigner> {
  const { subtle } = globalThis.crypto;
  const keys = await subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in keys)) throw new Error('WebCrypto made no key pair.');
  const publicKey = new Uint8Array(await subtle.exportKey('raw', keys.publicKey));
  const sign = async (message: Uint8Array) =>
    new Uint8Array(await subtle.sign('Ed25519', keys.privateKey, new Uint8Array(message)));
  return ed25519NoteSigner(ORIGIN, publicKey, sign);
}

const perSecond = (count: number, ms: number): number => Math.round((count * 1000) / Math.max(ms, 0.001));
