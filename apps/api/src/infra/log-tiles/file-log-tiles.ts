import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTilePath } from '@sealwright/audit/log';
import { LogTiles } from '../../ports/log-tiles.js';
import { toStorageError, writeDurably } from '../storage/durable-file.js';

const CHECKPOINT = 'checkpoint';

/**
 * The log as a folder in the layout of C2SP tlog-tiles: any web server can show it, any copy of it is a copy of the log.
 */
export class FileLogTiles extends LogTiles {
  constructor(private readonly folder: string) {
    super();
  }

  override readonly read = async (path: string): Promise<Uint8Array | null> => {
    // Only the one spelling of a tile becomes a file name: nothing outside the folder can be asked for.
    return parseTilePath(path) === null ? null : await this.readOrNull(path);
  };

  override async write(path: string, bytes: Uint8Array): Promise<void> {
    if (parseTilePath(path) === null) throw new Error('Only tiles are written among the tiles.');
    await writeDurably(join(this.folder, path), bytes);
  }

  override async published(): Promise<string | null> {
    const bytes = await this.readOrNull(CHECKPOINT);
    return bytes && new TextDecoder().decode(bytes);
  }

  override async publish(signedCheckpoint: string): Promise<void> {
    await writeDurably(join(this.folder, CHECKPOINT), new TextEncoder().encode(signedCheckpoint));
  }

  private async readOrNull(name: string): Promise<Uint8Array | null> {
    return await readFile(join(this.folder, name)).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'ENOENT' || code === 'ENOTDIR') return null;
      throw toStorageError(error);
    });
  }
}
