import { parseCheckpoint, parseSignedNote, parseTilePath, tileWidth } from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogFolders } from '../../ports/log-tiles.js';

/**
 * What the world may read of the log: hashes over salted commitments, and signatures over them. A log that ended stays
 * readable where it was.
 */
export class LogFiles {
  constructor(
    private readonly folders: LogFolders,
    private readonly keys: LogKeys,
  ) {}

  /** @throws AppError `not-found` before the first signature */
  async checkpoint(generation: number): Promise<string> {
    const note = await this.folders.ofLog(generation).published();
    if (note === null) throw new AppError('not-found', 'The log has not signed a checkpoint yet.');
    return note;
  }

  /**
   * Only what the checkpoint shown covers: what lies beyond it may still be on its way.
   * @param path below the log, such as tile/0/x001/234.p/17
   * @throws AppError `not-found` for what is not there, not yet, or not the one spelling of a tile
   */
  async tile(generation: number, path: string): Promise<Uint8Array> {
    const name = parseTilePath(path);
    const { head } = parseCheckpoint(parseSignedNote(await this.checkpoint(generation)).text);
    const level = name?.level === 'entries' ? 0 : (name?.level ?? 0);
    const isShown = name !== null && name.width <= tileWidth(head.size, level, name.index);
    const bytes = isShown ? await this.folders.ofLog(generation).read(path) : null;
    if (bytes === null) throw new AppError('not-found', 'The log has no such tile.');
    return bytes;
  }

  /**
   * Verifier keys (C2SP signed-note) of this log, one a line, oldest first; retired ones too, for old checkpoints. A key
   * carries the log's name, so one key in the token is another line for each log it signed.
   */
  async verifierKeys(generation: number): Promise<string> {
    const note = await this.folders.ofLog(generation).published();
    if (note === null && generation > 1) throw new AppError('not-found', 'There is no such log.');
    const origin = note?.slice(0, note.indexOf('\n'));
    const all = (await this.keys.list()).map(({ verifierKey }) => verifierKey);
    return all
      .filter((key) => origin === undefined || key.split('+', 1)[0] === origin)
      .map((key) => `${key}\n`)
      .join('');
  }
}
