import { generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import { GENESIS_HASH } from '@sealwright/audit';
import {
  appendEntries,
  cosignatureNoteSigner,
  EMPTY_ROOT,
  ed25519NoteSigner,
  formatCheckpoint,
  formatConsistencyProof,
  formatTlogProof,
  formatVerifierKey,
  logEntry,
  type NoteSigner,
  proveConsistency,
  proveInclusion,
  signNote,
  TileTree,
  type TreeHead,
} from '@sealwright/audit/log';
import type { SampleRecord } from './sample-record.js';

export const sampleOrigin = 'log.example/sealwright';

/** A log of its own key, in memory, grown by the records given to it. */
export interface SampleLog {
  readonly verifierKey: string;
  readonly witnessKey: string;
  /** Appends the events and signs; the witness cosigns. */
  append(record: SampleRecord): Promise<string>;
  /** Proof of the last event of the record that was appended last, up to the newest checkpoint. */
  proveLast(): Promise<string>;
  consistency(oldCheckpoint: string, oldSize: number): Promise<string>;
  readonly size: number;
  /** An empty log of the same key, as it goes on after a restore: `<name>/2`. */
  begunAnew(): SampleLog;
}

export function createSampleLog(origin = sampleOrigin, pair = generateKeyPairSync('ed25519')): SampleLog {
  const signer = noteSigner(origin, pair);
  const witness = witnessSigner('witness.example/one');
  const tiles = new Map<string, Uint8Array>();
  const read = async (path: string) => tiles.get(path) ?? null;
  let head: TreeHead = { size: 0, root: EMPTY_ROOT };
  let checkpoint = '';
  return {
    verifierKey: formatVerifierKey(signer.key),
    witnessKey: formatVerifierKey(witness.key),
    get size() {
      return head.size;
    },
    begunAnew: () => createSampleLog(`${origin}/2`, pair),
    append: async (record) => {
      const added = await appendEntries(head, entriesOf(record), read);
      for (const { path, bytes } of added.writes) tiles.set(path, bytes);
      head = added.head;
      checkpoint = await signNote(formatCheckpoint({ origin, head, extensions: [] }), [signer, witness]);
      return checkpoint;
    },
    proveLast: async () => {
      const tree = new TileTree(read, head.size);
      const index = head.size - 1;
      const proof = await proveInclusion(index, head.size, tree.hash);
      return formatTlogProof({ index, proof, checkpoint, extra: null });
    },
    consistency: async (oldCheckpoint, oldSize) => {
      const tree = new TileTree(read, head.size);
      return formatConsistencyProof(
        oldCheckpoint,
        checkpoint,
        await proveConsistency(oldSize, head.size, tree.hash),
      );
    },
  };
}

function entriesOf({ stream, records }: SampleRecord): Uint8Array[] {
  return records.map(({ chainHash }, index) =>
    logEntry(stream, records[index - 1]?.chainHash ?? GENESIS_HASH, chainHash),
  );
}

function noteSigner(name: string, { publicKey, privateKey }: KeyPairKeyObjectResult): NoteSigner {
  return ed25519NoteSigner(name, rawKey(publicKey), async (message) => sign(null, message, privateKey));
}

function witnessSigner(name: string): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signMessage = async (message: Uint8Array) => sign(null, message, privateKey);
  return cosignatureNoteSigner(name, rawKey(publicKey), signMessage, () => 1_790_000_000);
}

const rawKey = (publicKey: KeyObject): Uint8Array =>
  new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
