import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LogFolders, type LogTiles, type ShownCheckpoint } from '../../ports/log-tiles.js';
import { toStorageError } from '../storage/durable-file.js';
import { FileLogTiles } from './file-log-tiles.js';

/**
 * The first log lies in the folder itself, each later one in a folder below it that is named by its number: served by any
 * web server, each stands at its own name, and the first one where it always was.
 */
export class FileLogFolders extends LogFolders {
  constructor(private readonly folder: string) {
    super();
  }

  override ofLog(generation: number): LogTiles {
    return new FileLogTiles(generation === 1 ? this.folder : join(this.folder, String(generation)));
  }

  override async lastShown(): Promise<ShownCheckpoint | null> {
    for (const generation of [...(await this.laterOnes()), 1]) {
      const note = await this.ofLog(generation).published();
      if (note !== null) return { generation, note };
    }
    return null;
  }

  override async highest(): Promise<number> {
    return (await this.laterOnes())[0] ?? 1;
  }

  /** Newest first. */
  private async laterOnes(): Promise<number[]> {
    const names = await readdir(this.folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw toStorageError(error);
    });
    const numbers = names.filter((name) => /^[1-9][0-9]{0,5}$/.test(name)).map(Number);
    return numbers.filter((number) => number > 1).sort((left, right) => right - left);
  }
}
