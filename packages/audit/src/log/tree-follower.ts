import { LogError } from '../log-error.js';
import { equalBytes, toHex } from '../runtime/bytes.js';
import { type FullTile, TileFrontier } from '../tiles/tile-frontier.js';
import { formatTilePath, TILE_WIDTH, type TileName, tileWidth } from '../tiles/tile-path.js';
import { joinHashes, readHashTileBytes, type TileReader } from '../tiles/tile-reader.js';
import { logFault } from './judge-checkpoints.js';
import type { LogFault } from './log-report.js';

/** The root at one size, by the tiles and, where they differ, by the rows. Null: cannot be computed. */
export type ReachedRoot = { size: number; byTilesHex: string | null; byRowsHex: string | null };

const TILE_BYTES = TILE_WIDTH * 32;

/** How a leaf computed from a row compares with the one in the tiles. */
export type LeafMatch = 'fits' | 'differs' | 'no-tile';

/**
 * Grows the tree leaf by leaf beside its tiles. As long as rows and tiles agree there is one tree; from the first
 * difference on there are two, so that a checkpoint can tell which of them is genuine.
 */
export class TreeFollower {
  readonly faults: LogFault[] = [];
  readonly reached: ReachedRoot[] = [];
  private tile: Uint8Array | null = null;
  private tileIndex = -1;
  private readonly upper: FullTile[] = [];
  /** Leaves of `tile` that rows were found to give and that are not in the tree yet: a whole tile is added at once. */
  private waiting = 0;

  constructor(
    private readonly reader: TileReader | null,
    private readonly treeSize: number,
    private readonly watchedSizes: ReadonlySet<number>,
    private byTiles: TileFrontier | null = TileFrontier.empty(),
    /** `null` while it is the same tree as `byTiles`. */
    private byRows: TileFrontier | 'lost' | null = null,
    private count = 0,
  ) {}

  get size(): number {
    return this.count;
  }

  get trees(): { byTiles: TileFrontier | null; byRows: TileFrontier | 'lost' | null } {
    this.settle();
    return { byTiles: this.byTiles, byRows: this.byRows };
  }

  /** Whether {@link load} must be awaited before the next append. */
  get needsTile(): boolean {
    return Math.floor(this.count / TILE_WIDTH) !== this.tileIndex || this.upper.length > 0;
  }

  async load(): Promise<void> {
    for (const { name, hashes } of this.upper.splice(0)) await this.checkUpper(name, hashes);
    this.tileIndex = Math.floor(this.count / TILE_WIDTH);
    const width = tileWidth(this.treeSize, 0, this.tileIndex);
    this.tile = width === 0 ? null : await this.read({ level: 0, index: this.tileIndex, width });
  }

  /** Compares without appending. */
  match(leaf: Uint8Array): LeafMatch {
    const { tile } = this;
    if (tile === null) return 'no-tile';
    const start = (this.count % TILE_WIDTH) * 32;
    for (let i = 0; i < 32; i++) if (leaf[i] !== tile[start + i]) return 'differs';
    return 'fits';
  }

  /** The next leaf hash by the tiles. */
  tileLeaf(): Uint8Array | null {
    const start = (this.count % TILE_WIDTH) * 32;
    return this.tile?.subarray(start, start + 32) ?? null;
  }

  /**
   * @param given null when the row is missing or cannot be judged; not kept, as the next one may overwrite it
   * @param fits that it is also the tile's
   */
  append(given: Uint8Array | null, fits: boolean): void {
    if (fits && this.byRows === null && this.tile?.length === TILE_BYTES) this.waiting += 1;
    else this.appendLeaf(given?.slice() ?? null, fits);
    this.count += 1;
    if (this.waiting > 0 && this.count % TILE_WIDTH === 0) this.settle();
    if (this.watchedSizes.has(this.count)) this.reached.push(this.rootNow());
  }

  private appendLeaf(rowLeaf: Uint8Array | null, fits: boolean): void {
    this.settle();
    const leaf = fits ? rowLeaf : (this.tileLeaf()?.slice() ?? rowLeaf);
    if (!fits && leaf !== rowLeaf && this.byRows === null) {
      // The trees part here.
      this.byRows =
        this.byTiles === null ? 'lost' : TileFrontier.from(this.byTiles.size, this.byTiles.partials);
    }
    if (this.byRows instanceof TileFrontier) {
      if (rowLeaf === null) this.byRows = 'lost';
      else this.byRows.append(rowLeaf);
    }
    if (leaf === null) this.byTiles = null;
    else
      for (const full of this.byTiles?.append(leaf) ?? []) if (full.name.level !== 0) this.upper.push(full);
  }

  /** Puts what waits into the tree. */
  private settle(): void {
    const { waiting, tile, byTiles } = this;
    if (waiting === 0 || tile === null || byTiles === null) return;
    this.waiting = 0;
    const end = this.count % TILE_WIDTH === 0 ? TILE_WIDTH : this.count % TILE_WIDTH;
    if (waiting === TILE_WIDTH) this.upper.push(...byTiles.appendTile(tile));
    else
      for (let place = end - waiting; place < end; place++)
        for (const full of byTiles.append(tile.slice(place * 32, (place + 1) * 32)))
          if (full.name.level !== 0) this.upper.push(full);
  }

  /** Also checks the partial tiles of the upper levels, once every leaf was appended. */
  async close(): Promise<void> {
    this.settle();
    for (const { name, hashes } of this.upper.splice(0)) await this.checkUpper(name, hashes);
    if (this.count !== this.treeSize || this.byTiles === null) return;
    for (const [level, hashes] of this.byTiles.partials.entries()) {
      if (level === 0 || hashes.length === 0) continue;
      const index = Math.floor(this.count / TILE_WIDTH ** (level + 1));
      await this.checkUpper({ level, index, width: hashes.length }, hashes);
    }
  }

  rootNow(): ReachedRoot {
    this.settle();
    const byTilesHex = this.byTiles === null ? null : toHex(this.byTiles.root());
    const byRows = this.byRows;
    const byRowsHex = byRows === null ? byTilesHex : byRows === 'lost' ? null : toHex(byRows.root());
    return { size: this.count, byTilesHex, byRowsHex };
  }

  private async checkUpper(name: TileName, hashes: readonly Uint8Array[]): Promise<void> {
    const stored = await this.read(name);
    if (stored === null || equalBytes(stored, joinHashes(hashes))) return;
    const start = name.index * TILE_WIDTH ** (Number(name.level) + 1);
    const sentence = `${formatTilePath(name)} does not hold the roots of the tiles below it.`;
    this.faults.push(logFault('tiles-altered', start, sentence));
  }

  private async read(name: TileName): Promise<Uint8Array | null> {
    if (this.reader === null) return null;
    try {
      return await readHashTileBytes(this.reader, name);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      const index = name.index * TILE_WIDTH ** (Number(name.level) + 1);
      this.faults.push(logFault('tile-missing', index, error.message));
      return null;
    }
  }
}
