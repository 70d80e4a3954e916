import {
  appendEntries,
  formatCheckpoint,
  LogError,
  nextCheckpointStep,
  signNote,
  type TreeHead,
} from '@sealwright/audit/log';
import type { LogKeys } from '../../ports/log-keys.js';
import type { LogSigners } from '../../ports/log-signers.js';
import type { LogStanding } from '../../ports/log-store.js';
import type { LogFolders, LogTiles } from '../../ports/log-tiles.js';
import { type AppendParts, appendBatch } from './append-batch.js';
import { assertGrown } from './assert-grown.js';
import { KnownCheckpoints } from './known-checkpoints.js';
import { LogRefusal } from './log-refusal.js';
import { mendTiles } from './mend-tiles.js';

export interface SequencerParts extends Omit<AppendParts, 'tiles'> {
  readonly folders: LogFolders;
  readonly signers: LogSigners;
  readonly keys: LogKeys;
  /** What the log is called when it has no name yet. */
  readonly origin: string;
  /** True when somebody set the name on purpose: then it must be the one the log has. */
  readonly originIsExplicit: boolean;
  /** Before each round: another log is begun when an operator asked for it. Null where nobody can ask. */
  readonly beginnings: { run(): Promise<void> } | null;
}

export interface SequencerRound {
  /** `elsewhere`: another sequencer is at work. */
  readonly outcome: 'done' | 'elsewhere';
  readonly takenIn: number;
  /** Tiles were missing and have been written again from the record. */
  readonly mended: boolean;
}

/** The log as it stands, and what the world was shown of it; both read back and believed only when signed by us. */
interface View extends LogStanding {
  readonly shown: { readonly note: string; readonly head: TreeHead } | null;
  readonly tiles: LogTiles;
}

/**
 * Puts events into the log, one batch a round: tiles, head, signature, publication, in this order. Whatever a crash left
 * unfinished is finished first. Any number of them may run.
 */
export class Sequencer {
  private readonly known: KnownCheckpoints;
  private isNamed = false;

  constructor(private readonly parts: SequencerParts) {
    this.known = new KnownCheckpoints(parts.keys);
  }

  /** @throws LogRefusal, LogError, AppError, SealTokenError */
  async run(): Promise<SequencerRound> {
    if (!this.isNamed) await this.name();
    const round = await this.parts.store.alone(async () => {
      await this.parts.beginnings?.run();
      return await this.runOrMend();
    });
    return round ?? { outcome: 'elsewhere', takenIn: 0, mended: false };
  }

  private async runOrMend(): Promise<SequencerRound> {
    try {
      return { outcome: 'done', takenIn: await this.runAlone(), mended: false };
    } catch (error) {
      if (!(error instanceof LogError) || error.code !== 'tile-missing') throw error;
    }
    const { head, shown, tiles } = await this.look();
    await mendTiles({ ...this.parts, tiles }, head, shown?.head ?? null);
    return { outcome: 'done', takenIn: await this.runAlone(), mended: true };
  }

  private async name(): Promise<void> {
    const { store, origin, originIsExplicit } = this.parts;
    const stored = await store.begin(origin);
    if (originIsExplicit && stored !== origin) {
      const sentence = `LOG_ORIGIN is ${origin}, but this log has always been called ${stored}. Set LOG_ORIGIN back: another name is another log.`;
      throw new LogRefusal('log-origin-differs', sentence);
    }
    this.isNamed = true;
  }

  private async runAlone(): Promise<number> {
    let takenIn = 0;
    for (;;) {
      const view = await this.look();
      const step = nextStep(view);
      if (step === 'sign') {
        if (!(await this.sign(view))) return takenIn;
      } else if (step !== 'append') {
        await this.publish(view, step.note);
      } else {
        if (takenIn > 0) return takenIn;
        takenIn = await appendBatch({ ...this.parts, tiles: view.tiles }, view.head);
        if (takenIn === 0) return 0;
      }
    }
  }

  private async look(): Promise<View> {
    // What is shown first: nothing is shown before it is stored.
    const last = await this.parts.folders.lastShown();
    const standing = await this.parts.store.standing();
    if (standing === null) throw new Error('The log was named and has no head.');
    const { origin, generation, head, signed } = standing;
    if (last !== null && last.generation > generation) throw superseded(last.generation, generation);
    const shown =
      last?.generation === generation
        ? { note: last.note, head: await this.known.headOf(last.note, origin, 'LOG_DIR') }
        : null;
    // Of the log before, when this one has signed nothing yet: the tree is the same up to there.
    if (signed) await this.known.headOf(signed.note, originOf(signed.note), 'the database');
    const tiles = this.parts.folders.ofLog(generation);
    // What was shown is kept outside the database: an old dump that was put back is noticed by it.
    if (shown && head.size <= shown.head.size) await assertGrown(tiles, shown.head, head);
    return { ...standing, shown, tiles };
  }

  /** @returns false when another sequencer has moved the head meanwhile */
  private async sign({ origin, head, signed, shown, tiles }: View): Promise<boolean> {
    const { signers, store, crashPoints } = this.parts;
    if (signed) await assertGrown(tiles, signed.head, head);
    if (shown && shown.head.size !== signed?.head.size) await assertGrown(tiles, shown.head, head);
    const text = formatCheckpoint({ origin, head, extensions: [] });
    const note = await signNote(text, await signers.signers(origin));
    crashPoints.reach('L3');
    const kept = await store.keepNote(head, note);
    crashPoints.reach('L4');
    return kept !== null;
  }

  private async publish({ head, shown, tiles }: View, note: string): Promise<void> {
    if (shown) await assertGrown(tiles, shown.head, head);
    // Throws where the tiles of this head are not there: a folder that was lost is mended first.
    await appendEntries(head, [], tiles.read);
    await tiles.publish(note);
  }
}

function nextStep({ head, generation, signed, shown }: View): 'append' | 'sign' | { readonly note: string } {
  const isSigned = signed?.head.size === head.size;
  // The log before signed this very head: the first head of this one is the next.
  if (isSigned && signed.generation !== generation) return 'append';
  const signedNote = isSigned ? signed.note : null;
  if (nextCheckpointStep({ head, signedNote }, shown?.head.size ?? null) === 'sign') return 'sign';
  return signedNote !== null && shown?.note !== signedNote ? { note: signedNote } : 'append';
}

function originOf(note: string): string {
  return note.slice(0, note.indexOf('\n'));
}

function superseded(shown: number, own: number): LogRefusal {
  const sentence = `Log ${shown} was shown already, and this database knows only log ${own}: it is older. Restore a newer backup; where there is none, go on deliberately: sealwright audit begin-log (without options it says what to name).`;
  return new LogRefusal('log-superseded', sentence);
}
