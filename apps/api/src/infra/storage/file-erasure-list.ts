import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ErasureEntry } from '../../domain/erased.js';
import { ErasureList } from '../../ports/erasure-list.js';
import { toStorageError } from './durable-file.js';

/** One JSON object a line. A line that a crash cut off is not counted and is written again. */
export class FileErasureList extends ErasureList {
  constructor(private readonly path: string) {
    super();
  }

  override async ids(): Promise<string[]> {
    return (await this.read()).split('\n').flatMap((line) => idOf(line) ?? []);
  }

  override async append(entries: readonly ErasureEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const text = await this.read();
      // After a cut line a new one begins, or the two would be one that nobody can read.
      const begin = text === '' || text.endsWith('\n') ? '' : '\n';
      const file = await open(this.path, 'a', 0o600);
      try {
        await file.writeFile(begin + entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      throw toStorageError(error);
    }
  }

  private async read(): Promise<string> {
    return readFile(this.path, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw toStorageError(error);
    });
  }
}

function idOf(line: string): string | null {
  try {
    const entry: unknown = JSON.parse(line);
    const hasId = typeof entry === 'object' && entry !== null && 'id' in entry;
    return hasId && typeof entry.id === 'string' ? entry.id : null;
  } catch {
    return null;
  }
}
