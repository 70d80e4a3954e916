import { sha256Into } from '#runtime';
import { LogError } from '../log-error.js';
import { CompactRange, compactRanges } from '../merkle/compact-range.js';
import { hashNode, NODE_PREFIX } from '../merkle/tree-hashes.js';
import { assertSize } from '../merkle/tree-head.js';
import { type LeafRange, splitPoint } from '../merkle/tree-ranges.js';
import { TILE_WIDTH, tileWidth } from './tile-path.js';
import { readHashTile, type TileReader } from './tile-reader.js';

/**
 * The tree of `size` entries as its tiles hold it: gives MTH(D[start:end]) for proofs. Tiles are remembered while this
 * object lives. Nothing read is proved until the proof, or the root, is held against a checkpoint.
 */
export class TileTree {
  private readonly tiles = new Map<string, Promise<Uint8Array[]>>();

  constructor(
    private readonly reader: TileReader,
    readonly size: number,
  ) {
    assertSize(size);
  }

  /** For `proveInclusion` and `proveConsistency`. @throws LogError `tile-missing`, `tile-damaged`, `tree-request-invalid` */
  readonly hash = async ({ start, end }: LeafRange): Promise<Uint8Array> => {
    const count = end - start;
    if (count < 1 || end > this.size) {
      throw new LogError(
        'tree-request-invalid',
        `The tree of ${this.size} entries has no subtree ${start}–${end}.`,
      );
    }
    const whole = perfectLevel(start, count);
    if (whole !== null) return this.perfect(whole.level, start, count);
    const middle = start + splitPoint(count);
    const left = await this.hash({ start, end: middle });
    return hashNode(left, await this.hash({ start: middle, end }));
  };

  /** What is needed to go on appending. @throws LogError as {@link hash} */
  async compactRange(): Promise<CompactRange> {
    const hashes: Uint8Array[] = [];
    for (const range of compactRanges(this.size)) hashes.push(await this.hash(range));
    return CompactRange.from(this.size, hashes);
  }

  /** @throws LogError as {@link hash} */
  async root(): Promise<Uint8Array> {
    return (await this.compactRange()).root();
  }

  /** @throws LogError `tile-missing`, `tile-damaged`, `tree-request-invalid` */
  async leafHash(index: number): Promise<Uint8Array> {
    return this.hash({ start: index, end: index + 1 });
  }

  /** A tile as wide as it is in this tree; empty where the tree has none. */
  tile(level: number, index: number): Promise<Uint8Array[]> {
    const key = `${level}/${index}`;
    const known = this.tiles.get(key);
    if (known !== undefined) return known;
    const width = tileWidth(this.size, level, index);
    const read = width === 0 ? Promise.resolve([]) : readHashTile(this.reader, { level, index, width });
    this.tiles.set(key, read);
    return read;
  }

  /** A perfect subtree lies within one tile: `count` = 256^level × 2^k entries. */
  private async perfect(level: number, start: number, count: number): Promise<Uint8Array> {
    const span = TILE_WIDTH ** level;
    const first = start / span;
    const index = Math.floor(first / TILE_WIDTH);
    const from = first - index * TILE_WIDTH;
    const hashes = (await this.tile(level, index)).slice(from, from + count / span);
    return foldPerfect(hashes);
  }
}

// A full tile is folded once for every 256 entries: in one place, row over row. The prefix of a node stands where the
// right child of the node before it ended, which by then is used up.
const rows = new Uint8Array(1 + TILE_WIDTH * 32);
const pairs = Array.from({ length: TILE_WIDTH / 2 }, (_, place) =>
  rows.subarray(place * 64, place * 64 + 65),
);

/** The root over 2^k hashes, at most a tile of them. */
export function foldPerfect(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) throw new LogError('tile-damaged', 'A subtree without hashes has no root.');
  if (hashes.length === 1) return only;
  for (let place = 0; place < hashes.length; place++) rows.set(hashes[place] ?? only, 1 + place * 32);
  for (let width = hashes.length / 2; width >= 1; width /= 2) foldRow(width);
  return rows.slice(1, 33);
}

function foldRow(width: number): void {
  for (let place = 0; place < width; place++) {
    const pair = pairs[place] ?? rows;
    pair[0] = NODE_PREFIX;
    sha256Into(pair, rows, 1 + place * 32);
  }
}

/** The tile level whose hashes make up this subtree, or null when it is not a perfect, aligned one. */
function perfectLevel(start: number, count: number): { level: number } | null {
  const exponent = Math.round(Math.log2(count));
  if (2 ** exponent !== count || start % count !== 0) return null;
  return { level: Math.floor(exponent / 8) };
}
