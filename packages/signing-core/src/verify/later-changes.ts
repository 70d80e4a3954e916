import { ModificationJudge, type ModificationReport } from './modifications/index.js';

/** What happened to one file after each of its signatures, judged once each: it means reading the whole document. */
export class LaterChanges {
  private readonly known = new Map<number, ModificationReport>();

  private readonly judge: ModificationJudge;

  constructor(bytes: Uint8Array) {
    this.judge = new ModificationJudge(bytes);
  }

  after(signedEnd: number): ModificationReport {
    const known = this.known.get(signedEnd) ?? this.judge.after(signedEnd);
    this.known.set(signedEnd, known);
    return known;
  }

  /** Nothing but what keeps signatures checkable: such a revision need not be covered by a signature (B-LT). */
  onlyArchiveAfter(signedEnd: number): boolean {
    const { state, changes } = this.after(signedEnd);
    const levels = new Set(changes.map(({ level }) => level));
    // Programs that add validation data also set the date of change; a change of properties alone needs a signature.
    levels.delete('metadata');
    return state !== 'forbidden' && levels.size === 1 && levels.has('archive');
  }
}
