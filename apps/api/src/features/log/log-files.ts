import { parseCheckpoint, parseSignedNote, parseTilePath, tileWidth } from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogTiles } from '../../ports/log-tiles.js';

/** What the world may read of the log: hashes over salted commitments, and signatures over them. */
export class LogFiles {
  constructor(
    private readonly tiles: LogTiles,
    private readonly keys: LogKeys,
  ) {}

  /** @throws AppError `not-found` before the first signature */
  async checkpoint(): Promise<string> {
    const note = await this.tiles.published();
    if (note === null) throw new AppError('not-found', 'The log has not signed a checkpoint yet.');
    return note;
  }

  /**
   * Only what the checkpoint shown covers: what lies beyond it may still be on its way.
   * @param path below the log, such as tile/0/x001/234.p/17
   * @throws AppError `not-found` for what is not there, not yet, or not the one spelling of a tile
   */
  async tile(path: string): Promise<Uint8Array> {
    const name = parseTilePath(path);
    const { head } = parseCheckpoint(parseSignedNote(await this.checkpoint()).text);
    const level = name?.level === 'entries' ? 0 : (name?.level ?? 0);
    const isShown = name !== null && name.width <= tileWidth(head.size, level, name.index);
    const bytes = isShown ? await this.tiles.read(path) : null;
    if (bytes === null) throw new AppError('not-found', 'The log has no such tile.');
    return bytes;
  }

  /** Verifier keys (C2SP signed-note), one a line, oldest first; retired ones too, for old checkpoints. */
  async verifierKeys(): Promise<string> {
    return (await this.keys.list()).map(({ verifierKey }) => `${verifierKey}\n`).join('');
  }
}
