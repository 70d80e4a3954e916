import type { OrganisationId } from '../domain/ids.js';
import type { RehearsalSubject, RehearsalVerdict } from '../domain/rehearsal.js';
import type { Transaction } from './transaction.js';

/** Whether documents can be filled in and sealed, tried before anybody is invited (promise 8). */
export abstract class Rehearsals {
  /**
   * Rehearses what was not rehearsed yet and keeps how it went; takes seconds the first time, no time afterwards. Not
   * inside of a transaction.
   *
   * @throws AppError `rehearsal-failed` when it did not come to an end within its limits; that is not kept.
   */
  abstract ensure(organisationId: OrganisationId, subjects: readonly RehearsalSubject[]): Promise<void>;
  /** What is known of them. */
  abstract judge(tx: Transaction, subjects: readonly RehearsalSubject[]): Promise<RehearsalVerdict>;
}
