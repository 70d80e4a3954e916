import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MonitorMemory, type MonitorMemoryName } from '../../ports/monitor-memory.js';
import { toStorageError, writeDurably } from './durable-file.js';

/** Two files in a folder of their own. */
export class FileMonitorMemory extends MonitorMemory {
  constructor(private readonly folder: string) {
    super();
  }

  override async read(name: MonitorMemoryName): Promise<unknown> {
    const text = await readFile(this.pathOf(name), 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw toStorageError(error);
    });
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  }

  override async write(name: MonitorMemoryName, value: unknown): Promise<void> {
    await writeDurably(this.pathOf(name), new TextEncoder().encode(`${JSON.stringify(value)}\n`));
  }

  private pathOf(name: MonitorMemoryName): string {
    return join(this.folder, `${name}.json`);
  }
}
