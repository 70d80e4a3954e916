import { LogError } from '../log-error.js';
import { hashLeaf } from '../merkle/tree-hashes.js';
import { equalBytes, toHex } from '../runtime/bytes.js';
import { TILE_WIDTH, tileWidth } from '../tiles/tile-path.js';
import { readEntries, type TileReader } from '../tiles/tile-reader.js';
import { linkTag, readLogEntry } from './log-entry.js';
import type { StreamHead } from './stream-chains.js';

/** A place in the log without a row. `linkHex`: the tag that leads back to the event before it, when it can be read. */
export type MissingEntry = { index: number; linkHex: string | null };

/** A missing entry together with the event it must have been. */
export type NamedEntry = { index: number; stream: string; seq: number };

/** After so many the rest is only counted. */
const MAX_LOOKED_UP = 10_000;

/** Finds out which events the places without rows stand for: their entries still point back at what came before. */
export class MissingEntries {
  private bundleIndex = -1;
  private bundle: Uint8Array[] = [];

  constructor(
    private readonly reader: TileReader | null,
    private readonly treeSize: number,
    readonly list: MissingEntry[] = [],
    public uncounted = 0,
  ) {}

  /** @param leaf hash by the tiles: an entry that does not give it proves nothing */
  async note(index: number, leaf: Uint8Array | null): Promise<void> {
    if (this.list.length >= MAX_LOOKED_UP) {
      this.uncounted += 1;
      return;
    }
    const entry = leaf === null ? null : await this.readEntry(index);
    const genuine = entry !== null && leaf !== null && equalBytes(hashLeaf(entry), leaf);
    const tags = genuine ? readLogEntry(entry) : null;
    this.list.push({ index, linkHex: tags === null ? null : toHex(tags.link) });
  }

  /** Each stream's next entry, if it is among the missing ones. */
  name(heads: ReadonlyMap<string, StreamHead>, knownStreams: readonly string[]): NamedEntry[] {
    const byLink = new Map(this.list.map(({ index, linkHex }) => [linkHex, index]));
    if (byLink.size === 0) return [];
    const named: NamedEntry[] = [];
    const look = (stream: string, seq: number, hash?: Uint8Array) => {
      const index = byLink.get(toHex(linkTag(stream, hash)));
      if (index !== undefined) named.push({ index, stream, seq });
    };
    for (const [stream, { seq, hash }] of heads) look(stream, seq + 1, hash);
    for (const stream of knownStreams) if (!heads.has(stream)) look(stream, 1);
    return named;
  }

  private async readEntry(index: number): Promise<Uint8Array | null> {
    const bundleIndex = Math.floor(index / TILE_WIDTH);
    if (bundleIndex !== this.bundleIndex) {
      this.bundleIndex = bundleIndex;
      this.bundle = await this.readBundle(bundleIndex);
    }
    return this.bundle[index % TILE_WIDTH] ?? null;
  }

  private async readBundle(bundleIndex: number): Promise<Uint8Array[]> {
    if (this.reader === null) return [];
    try {
      return await readEntries(this.reader, bundleIndex, tileWidth(this.treeSize, 0, bundleIndex));
    } catch (error) {
      if (error instanceof LogError) return [];
      throw error;
    }
  }
}
