import { readFile } from 'node:fs/promises';
import { InstanceMarker } from '../../ports/mail-holds.js';
import { toStorageError, writeDurably } from './durable-file.js';

/** One line in a file of the storage folder. */
export class FileInstanceMarker extends InstanceMarker {
  constructor(private readonly file: string) {
    super();
  }

  override async read(): Promise<string | null> {
    const text = await readFile(this.file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw toStorageError(error);
    });
    return text?.trim() || null;
  }

  override async write(databaseIdentity: string): Promise<void> {
    await writeDurably(this.file, new TextEncoder().encode(`${databaseIdentity}\n`));
  }
}
