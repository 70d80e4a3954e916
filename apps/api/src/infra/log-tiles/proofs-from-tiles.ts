import {
  formatConsistencyProof,
  formatTlogProof,
  LogError,
  parseVerifierKey,
  proveConsistency,
  proveInclusion,
  TileTree,
  type TreeHead,
  verifyCheckpoint,
  verifyConsistency,
  verifyInclusion,
} from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import type { KeptCheckpoint, LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogPlaces } from '../../ports/log-places.js';
import { type LoggedEvent, LogProofs } from '../../ports/log-proofs.js';
import type { LogTiles } from '../../ports/log-tiles.js';

export interface ProofSources {
  readonly tiles: LogTiles;
  readonly checkpoints: LogCheckpoints;
  readonly keys: LogKeys;
  readonly places: LogPlaces;
}

/** Reads the proofs off the tiles and checks each of them before it leaves. */
export class ProofsFromTiles extends LogProofs {
  constructor(private readonly sources: ProofSources) {
    super();
  }

  override async ofEvent(stream: string, seq: number): Promise<LoggedEvent | null> {
    const { places, checkpoints, keys } = this.sources;
    const logIndex = await places.ofEvent(stream, seq);
    const newest = await checkpoints.newest();
    if (logIndex === null || newest === null || logIndex >= newest.head.size) return null;
    const proof = await honestly(() => this.inclusion(logIndex, newest.head));
    const { note: checkpoint, head, timestamp } = newest;
    return {
      logIndex,
      treeSize: head.size,
      tlogProof: formatTlogProof({ index: logIndex, proof, checkpoint, extra: null }),
      checkpoint,
      verifierKeys: (await keys.list()).map(({ verifierKey }) => verifierKey),
      timestampTokenDer: timestamp?.tokenDer ?? null,
    };
  }

  override async consistency(oldCheckpointNote: string, newCheckpointNote?: string): Promise<string> {
    const newest = await this.sources.checkpoints.newest();
    if (newest === null) throw notOurs('This log has not signed a checkpoint yet.');
    const old = await this.readOld(oldCheckpointNote, newest);
    const note = newCheckpointNote ?? newest.note;
    const head =
      newCheckpointNote === undefined ? newest.head : await this.readOld(newCheckpointNote, newest);
    return await honestly(async () => {
      // The tiles are those of today: a checkpoint between is theirs only when today's tree contains it.
      await this.growth(head, newest.head);
      return formatConsistencyProof(oldCheckpointNote, note, await this.growth(old, head));
    });
  }

  private async inclusion(index: number, { size, root }: TreeHead): Promise<readonly Uint8Array[]> {
    const tree = new TileTree(this.sources.tiles.read, size);
    const proof = await proveInclusion(index, size, tree.hash);
    const claim = { index, size, root, proof, leafHash: await tree.leafHash(index) };
    if (!verifyInclusion(claim)) throw doesNotFit(size);
    return proof;
  }

  private async readOld(note: string, newest: KeptCheckpoint): Promise<TreeHead> {
    const logKeys = (await this.sources.keys.list()).map(({ verifierKey }) => parseVerifierKey(verifierKey));
    const origin = newest.note.slice(0, newest.note.indexOf('\n'));
    const finding = await verifyCheckpoint(note, { origin, logKeys });
    if (finding.verdict === 'rejected') throw notOurs(finding.sentence);
    return finding.checkpoint.head;
  }

  private async growth(old: TreeHead, next: TreeHead): Promise<readonly Uint8Array[]> {
    if (old.size > next.size) {
      throw contradicts(`The log signed a tree of ${old.size} entries and now has only ${next.size}.`);
    }
    if (old.size === 0) return [];
    const { hash } = new TileTree(this.sources.tiles.read, next.size);
    const proof = old.size === next.size ? [] : await proveConsistency(old.size, next.size, hash);
    const claim = { oldSize: old.size, oldRoot: old.root, newSize: next.size, newRoot: next.root, proof };
    if (verifyConsistency(claim)) return proof;
    throw contradicts(`The log of today does not contain the tree of ${old.size} entries it once signed.`);
  }
}

async function honestly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new AppError('log-damaged', error.message, { cause: error });
  }
}

const doesNotFit = (size: number) =>
  new LogError('tile-damaged', `The tiles do not give the root of the tree of ${size} entries.`);

const notOurs = (sentence: string) => new AppError('checkpoint-not-ours', sentence);

const contradicts = (sentence: string) =>
  new AppError(
    'checkpoint-contradicts',
    `${sentence} Keep this checkpoint: it shows that the log was altered.`,
  );
