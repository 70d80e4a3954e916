import type { TileWrite } from '@sealwright/audit/log';
import type { LogTiles } from '../../ports/log-tiles.js';

const WRITES_SIDE_BY_SIDE = 8;

/** All of them are on the disk when it answers. @throws AppError */
export async function writeTiles(
  tiles: LogTiles,
  writes: readonly TileWrite[],
  { onlyMissing = false } = {},
): Promise<void> {
  const waiting = [...writes];
  const writeOn = async () => {
    for (let write = waiting.pop(); write; write = waiting.pop()) {
      if (onlyMissing && (await tiles.read(write.path)) !== null) continue;
      await tiles.write(write.path, write.bytes);
    }
  };
  await Promise.all(Array.from({ length: WRITES_SIDE_BY_SIDE }, writeOn));
}
