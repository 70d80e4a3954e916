import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSignedNote } from '@sealwright/audit/log';
import { type CheckpointOutlet, OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import { writeDurably } from '../storage/durable-file.js';
import { checkpointFileName } from './checkpoint-file-name.js';

interface Place {
  readonly name: string;
  readonly shown: string;
  readonly dir: string;
}

/** A folder of another disk or machine. It must be there: making it would hide that nothing is mounted. */
export class FileSink implements CheckpointOutlet {
  readonly kind = 'sink';
  readonly name: string;
  readonly shown: string;
  private readonly dir: string;

  constructor(
    { name, shown, dir }: Place,
    readonly pauseMs: number,
  ) {
    this.name = name;
    this.shown = shown;
    this.dir = dir;
  }

  async deliver(checkpoint: KeptCheckpoint): Promise<void> {
    const isFolder = await stat(this.dir).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      throw new OutletError(
        'outlet-not-writable',
        'The folder is not there; mount it, or correct CHECKPOINT_SINKS.',
      );
    }
    const { note, timestamp } = checkpoint;
    const file = join(this.dir, checkpointFileName(checkpoint));
    if (await this.holds(file, note)) return;
    await this.write(file, Buffer.from(note));
    if (timestamp) await this.write(file.replace(/\.txt$/, '.tsr'), timestamp.tokenDer);
  }

  /** A checkpoint that lies there is never replaced: if it is another one, somebody has two logs. */
  private async holds(file: string, note: string): Promise<boolean> {
    const kept = await readFile(file, 'utf8').catch(() => null);
    if (kept === null) return false;
    if (kept.startsWith(parseSignedNote(note).text)) return true;
    throw new OutletError(
      'outlet-differs',
      'The folder holds another checkpoint of the same size: there are two versions of the log. Keep both and compare.',
    );
  }

  private async write(file: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeDurably(file, bytes);
    } catch (cause) {
      const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
      throw new OutletError('outlet-not-writable', `The folder cannot be written${reason}.`, { cause });
    }
  }
}
