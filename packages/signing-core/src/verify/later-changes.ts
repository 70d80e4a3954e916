import { judgeModifications, type ModificationReport } from './modifications/index.js';

/** What happened to one file after each of its signatures, judged once each: it means reading the whole document. */
export class LaterChanges {
  private readonly known = new Map<number, ModificationReport>();

  constructor(private readonly bytes: Uint8Array) {}

  after(signedEnd: number): ModificationReport {
    const known = this.known.get(signedEnd) ?? judgeModifications(this.bytes, signedEnd);
    this.known.set(signedEnd, known);
    return known;
  }

  /** Nothing but what keeps signatures checkable: such a revision need not be covered by a signature (B-LT). */
  onlyArchiveAfter(signedEnd: number): boolean {
    const { state, changes } = this.after(signedEnd);
    return state !== 'forbidden' && changes.every(({ level }) => level === 'archive');
  }
}
