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
import type { LogFolders } from '../../ports/log-tiles.js';

export interface ProofSources {
  readonly folders: LogFolders;
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
    const proof = await honestly(() => this.inclusion(logIndex, newest));
    const { note: checkpoint, head, timestamp } = newest;
    return {
      logIndex,
      treeSize: head.size,
      tlogProof: formatTlogProof({ index: logIndex, proof, checkpoint, extra: null }),
      checkpoint,
      verifierKeys: (await keys.list())
        .map(({ verifierKey }) => verifierKey)
        .filter((key) => key.startsWith(`${originOf(checkpoint)}+`)),
      timestampTokenDer: timestamp?.tokenDer ?? null,
    };
  }

  override async consistency(oldCheckpointNote: string, newCheckpointNote?: string): Promise<string> {
    const present = await this.presentOf(oldCheckpointNote);
    const old = await this.readOld(oldCheckpointNote, present);
    const note = newCheckpointNote ?? present.note;
    const head =
      newCheckpointNote === undefined ? present.head : await this.readOld(newCheckpointNote, present);
    return await honestly(async () => {
      // The tiles are those of today: a checkpoint between is theirs only when today's tree contains it.
      await this.growth(head, present);
      return formatConsistencyProof(oldCheckpointNote, note, await this.growth(old, { ...present, head }));
    });
  }

  private async inclusion(index: number, { generation, head }: PresentLog): Promise<readonly Uint8Array[]> {
    const { size, root } = head;
    const tree = new TileTree(this.sources.folders.ofLog(generation).read, size);
    const proof = await proveInclusion(index, size, tree.hash);
    const claim = { index, size, root, proof, leafHash: await tree.leafHash(index) };
    if (!verifyInclusion(claim)) throw doesNotFit(size);
    return proof;
  }

  /** The log a checkpoint is of, as it is now: one that ended stays as it was last shown. */
  private async presentOf(note: string): Promise<PresentLog> {
    const newest = await this.sources.checkpoints.newest();
    if (newest === null) throw notOurs('This log has not signed a checkpoint yet.');
    if (originOf(note) === originOf(newest.note)) return newest;
    for (let generation = newest.generation - 1; generation >= 1; generation -= 1) {
      const shown = await this.sources.folders.ofLog(generation).published();
      if (shown === null || originOf(shown) !== originOf(note)) continue;
      const ended = { generation, note: shown };
      return { ...ended, head: await this.readOld(shown, ended) };
    }
    return newest;
  }

  private async readOld(note: string, { note: presentNote }: Pick<PresentLog, 'note'>): Promise<TreeHead> {
    const logKeys = (await this.sources.keys.list()).map(({ verifierKey }) => parseVerifierKey(verifierKey));
    const finding = await verifyCheckpoint(note, { origin: originOf(presentNote), logKeys });
    if (finding.verdict === 'rejected') throw notOurs(finding.sentence);
    return finding.checkpoint.head;
  }

  private async growth(
    old: TreeHead,
    { generation, head: next }: PresentLog,
  ): Promise<readonly Uint8Array[]> {
    if (old.size > next.size) {
      throw contradicts(`The log signed a tree of ${old.size} entries and now has only ${next.size}.`);
    }
    if (old.size === 0) return [];
    const { hash } = new TileTree(this.sources.folders.ofLog(generation).read, next.size);
    const proof = old.size === next.size ? [] : await proveConsistency(old.size, next.size, hash);
    const claim = { oldSize: old.size, oldRoot: old.root, newSize: next.size, newRoot: next.root, proof };
    if (verifyConsistency(claim)) return proof;
    throw contradicts(`The log of today does not contain the tree of ${old.size} entries it once signed.`);
  }
}

type PresentLog = Pick<KeptCheckpoint, 'generation' | 'note' | 'head'>;

const originOf = (note: string): string => note.slice(0, note.indexOf('\n'));

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
