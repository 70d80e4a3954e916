import { LogError, parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { AppError } from '../../domain/app-error.js';
import { record } from '../../events/record.js';
import type { LogProofs } from '../../ports/log-proofs.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { EvidenceReader } from './reader.js';

export interface Comparison {
  readonly olderSize: number;
  readonly newerSize: number;
  readonly isConsistent: boolean;
  readonly sentence: string;
  /** `sealwright-consistency-proof` as JSON; null when there is none to be had. */
  readonly proof: string | null;
}

/** Proves that what the log was at one checkpoint is the beginning of what it was at another. */
export class CompareCheckpoints {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proofs: LogProofs,
  ) {}

  /**
   * @param notes signed notes, in any order
   * @throws AppError `checkpoint-not-ours` when one was not signed by this log
   */
  async run(reader: EvidenceReader, notes: readonly [string, string]): Promise<Comparison> {
    const [older, newer] = notes
      .map((note) => ({ note, size: sizeOf(note) }))
      .sort((a, b) => a.size - b.size) as [Sized, Sized];
    const found = await this.judge(older.note, newer.note);
    const { isConsistent } = found;
    const data = { olderSize: older.size, newerSize: newer.size, isConsistent };
    await this.unitOfWork.transact(reader.organisationId, (tx) =>
      record(tx, [{ type: 'audit.compared', data }], reader.context),
    );
    const sentence = isConsistent ? sentenceFor(older.size, newer.size) : found.sentence;
    return { ...data, sentence, proof: found.proof };
  }

  private async judge(older: string, newer: string) {
    try {
      return { isConsistent: true, proof: await this.proofs.consistency(older, newer), sentence: '' };
    } catch (error) {
      // That the log contradicts itself is the finding somebody asked for, not a failure of asking.
      if (!(error instanceof AppError) || error.code !== 'checkpoint-contradicts') throw error;
      return { isConsistent: false, proof: null, sentence: error.message };
    }
  }
}

interface Sized {
  readonly note: string;
  readonly size: number;
}

function sizeOf(note: string): number {
  try {
    return parseCheckpoint(parseSignedNote(note).text).head.size;
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new AppError('checkpoint-not-ours', `This is no checkpoint: ${error.message}`);
  }
}

function sentenceFor(olderSize: number, newerSize: number): string {
  if (olderSize === newerSize) return `Both checkpoints are of the same log with ${newerSize} entries.`;
  return `The first ${olderSize} of the ${newerSize} entries are exactly the log of the older checkpoint: nothing was changed, removed or put in between.`;
}
