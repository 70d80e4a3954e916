import { keysNamed, parseVerifierKey, type TreeHead, verifyCheckpoint } from '@sealwright/audit/log';
import type { LogKeys } from '../../ports/log-keys.js';
import { LogRefusal } from './log-refusal.js';

/** Reads our own checkpoints back, and believes none that is not signed by a key of the log. */
export class KnownCheckpoints {
  private readonly believed = new Map<string, TreeHead>();

  constructor(private readonly keys: LogKeys) {}

  /**
   * @param where for the sentence: where the note was found
   * @throws LogRefusal `checkpoint-forged`
   */
  async headOf(note: string, origin: string, where: string): Promise<TreeHead> {
    const known = this.believed.get(note);
    if (known) return known;
    const keys = (await this.keys.list()).map(({ verifierKey }) => parseVerifierKey(verifierKey));
    // Also by a name the log had, or got after the backup of this database was made.
    const logKeys = keysNamed(keys, origin);
    const finding = await verifyCheckpoint(note, { origin, logKeys });
    if (finding.verdict === 'rejected') {
      const sentence = `The checkpoint in ${where} is not one this log signed (${finding.sentence}) Nothing is signed until it is put back from a backup.`;
      throw new LogRefusal('checkpoint-forged', sentence);
    }
    // The last two: what the database keeps and what is shown.
    if (this.believed.size >= 2) this.believed.delete(this.believed.keys().next().value ?? '');
    this.believed.set(note, finding.checkpoint.head);
    return finding.checkpoint.head;
  }
}
