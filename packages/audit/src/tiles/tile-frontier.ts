import { LogError } from '../log-error.js';
import { CompactRange, compactRanges } from '../merkle/compact-range.js';
import { EMPTY_ROOT, hashNode } from '../merkle/tree-hashes.js';
import { foldFullTile } from './fold-tile.js';
import { TILE_WIDTH, type TileName, tileWidth } from './tile-path.js';
import { foldPerfect, type TileTree } from './tile-tree.js';

/** A tile that became full; its root already stands in the level above. */
export type FullTile = { readonly name: TileName; readonly hashes: readonly Uint8Array[] };

/**
 * The right edge of a growing tree, level by level: the hashes of its partial tiles. Enough to go on appending, to know
 * the root, and to write every tile that changes.
 */
export class TileFrontier {
  private constructor(
    private count: number,
    private readonly levels: Uint8Array[][],
  ) {}

  static empty(): TileFrontier {
    return new TileFrontier(0, []);
  }

  /** @throws LogError `tile-missing`, `tile-damaged` */
  static async read(tree: TileTree): Promise<TileFrontier> {
    const levels: Uint8Array[][] = [];
    for (let level = 0; TILE_WIDTH ** level <= tree.size; level++) {
      const index = Math.floor(tree.size / TILE_WIDTH ** (level + 1));
      levels.push([...(await tree.tile(level, index))]);
    }
    return new TileFrontier(tree.size, levels);
  }

  /** @throws LogError `log-state-unreadable` when the hashes do not fit the size */
  static from(size: number, levels: readonly (readonly Uint8Array[])[]): TileFrontier {
    const fits = (hashes: readonly Uint8Array[], level: number) =>
      hashes.length === partialWidth(size, level) && hashes.every((hash) => hash.length === 32);
    if (
      !levels.every(fits) ||
      partialWidth(size, levels.length) !== 0 ||
      size >= TILE_WIDTH ** (levels.length + 1)
    ) {
      throw new LogError('log-state-unreadable', `These hashes are not the edge of a tree of size ${size}.`);
    }
    return new TileFrontier(
      size,
      levels.map((hashes) => [...hashes]),
    );
  }

  get size(): number {
    return this.count;
  }

  /** Hashes of the partial tile at each level, lowest first. */
  get partials(): readonly (readonly Uint8Array[])[] {
    return this.levels;
  }

  /** The tiles that became full with this leaf, lowest first; mostly none. */
  append(leafHash: Uint8Array): readonly FullTile[] {
    this.count += 1;
    const row = this.levels[0] ?? [];
    if (this.levels.length === 0) this.levels.push(row);
    row.push(leafHash);
    return row.length < TILE_WIDTH ? NO_TILES : this.close();
  }

  /**
   * All leaves of a full tile at once, where nothing of that tile was appended before. The tiles above that became full.
   * @param tile its hashes, one behind the other
   */
  appendTile(tile: Uint8Array): readonly FullTile[] {
    if (this.count % TILE_WIDTH !== 0 || tile.length !== TILE_WIDTH * 32) {
      throw new LogError('tree-request-invalid', 'A whole tile is appended where a tile begins.');
    }
    this.count += TILE_WIDTH;
    const [leaves = [], above = []] = this.levels;
    above.push(foldFullTile(tile));
    this.levels.splice(0, 2, leaves, above);
    return above.length < TILE_WIDTH ? NO_TILES : this.close(1);
  }

  root(): Uint8Array {
    const peaks = this.levels.toReversed().flatMap(perfectPeaks);
    const last = peaks.at(-1);
    if (last === undefined) return EMPTY_ROOT;
    return peaks.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
  }

  compactRange(): CompactRange {
    return CompactRange.from(this.count, this.levels.toReversed().flatMap(perfectPeaks));
  }

  private close(lowest = 0): FullTile[] {
    const full: FullTile[] = [];
    for (let level = lowest; ; level++) {
      const hashes = this.levels[level] ?? [];
      if (hashes.length < TILE_WIDTH) return full;
      const index = Math.floor(this.count / TILE_WIDTH ** (level + 1)) - 1;
      full.push({ name: { level, index, width: TILE_WIDTH }, hashes });
      this.levels[level] = [];
      const above = this.levels[level + 1] ?? [];
      above.push(foldPerfect(hashes));
      this.levels[level + 1] = above;
    }
  }
}

const NO_TILES: readonly FullTile[] = [];

function partialWidth(size: number, level: number): number {
  return tileWidth(size, level, Math.floor(size / TILE_WIDTH ** (level + 1)));
}

/** The perfect subtrees of one partial tile, widest first. */
function perfectPeaks(hashes: readonly Uint8Array[]): Uint8Array[] {
  return compactRanges(hashes.length).map(({ start, end }) => foldPerfect(hashes.slice(start, end)));
}
