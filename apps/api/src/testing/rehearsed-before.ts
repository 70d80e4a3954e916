import { REHEARSED_BEFORE, type RehearsalSubject, type RehearsalVerdict } from '../domain/rehearsal.js';
import { Rehearsals } from '../ports/rehearsals.js';

/** For tests about something else: every document was filled in and sealed before, and all went well, or as it is told. */
export class RehearsedBefore extends Rehearsals {
  /** What was asked for, in the order it was. */
  readonly asked: RehearsalSubject[] = [];
  verdict: RehearsalVerdict = REHEARSED_BEFORE;

  override async ensure(_organisationId: string, subjects: readonly RehearsalSubject[]): Promise<void> {
    this.asked.push(...subjects);
  }

  override async judge(): Promise<RehearsalVerdict> {
    return this.verdict;
  }
}
