import { LogError } from '../log-error.js';
import { concatBytes } from '../runtime/bytes.js';
import { readEntryBundle } from './entry-bundle.js';
import { formatTilePath, TILE_WIDTH, type TileName } from './tile-path.js';

/** Where tiles are kept: a table, a folder, a bucket, another machine. Null when there is none at this path. */
export type TileReader = (path: string) => Promise<Uint8Array | null>;

const HASH_BYTES = 32;

/** {@link readHashTileBytes}, hash by hash. @throws LogError `tile-missing`, `tile-damaged` */
export async function readHashTile(reader: TileReader, name: TileName): Promise<Uint8Array[]> {
  return splitHashes(await readHashTileBytes(reader, name));
}

/**
 * The first `width` hashes of a tile, one behind the other. A log may delete a partial tile once the full one exists, so
 * that is tried next.
 * @throws LogError `tile-missing`, `tile-damaged` (length). Whether the hashes are true only a root can tell.
 */
export async function readHashTileBytes(reader: TileReader, name: TileName): Promise<Uint8Array> {
  const { bytes, width } = await readPartialOrFull(reader, name);
  if (bytes.length !== width * HASH_BYTES) {
    throw new LogError(
      'tile-damaged',
      `${formatTilePath(name)} does not have the length of ${width} hashes.`,
    );
  }
  return bytes.subarray(0, name.width * HASH_BYTES);
}

/**
 * The first `width` entries of bundle `index`.
 * @throws LogError `tile-missing`, `tile-damaged`
 */
export async function readEntries(reader: TileReader, index: number, width: number): Promise<Uint8Array[]> {
  const { bytes, width: found } = await readPartialOrFull(reader, { level: 'entries', index, width });
  return readEntryBundle(bytes, found).slice(0, width);
}

async function readPartialOrFull(
  reader: TileReader,
  name: TileName,
): Promise<{ bytes: Uint8Array; width: number }> {
  for (const width of new Set([name.width, TILE_WIDTH])) {
    const bytes = await reader(formatTilePath({ ...name, width }));
    if (bytes !== null) return { bytes, width };
  }
  throw new LogError('tile-missing', `${formatTilePath(name)} is not there.`);
}

export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return concatBytes(hashes);
}

function splitHashes(tile: Uint8Array): Uint8Array[] {
  return Array.from({ length: tile.length / HASH_BYTES }, (_, place) =>
    tile.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES),
  );
}
