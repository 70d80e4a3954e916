import { AppError } from '../../domain/app-error.js';
import { assertWarningsConfirmed } from '../../domain/document-warnings.js';
import type { BulkId, OrganisationId } from '../../domain/ids.js';
import { platformProblems } from '../../domain/platform-readiness.js';
import { assertRehearsed, type RehearsalSubject, rehearsalSubjects } from '../../domain/rehearsal.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Bulk, BulkCounts, BulkState } from '../../ports/bulk-repository.js';
import type { Rehearsals } from '../../ports/rehearsals.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface SeenBulk {
  readonly bulk: Bulk;
  readonly counts: BulkCounts;
}

/** Start, cancel, retry: what a sender may do with a checked list. Only waiting rows are ever worked on. */
export class SteerBulk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rehearsals: Rehearsals,
  ) {}

  /** `timeZone`: the sender’s, for the certificates. @throws AppError `not-found`, `bulk-not-checked`, `bulk-nothing-to-send`, `warnings-unconfirmed`, `rehearsal-failed`, or why the platform cannot seal. */
  async start(
    organisationId: OrganisationId,
    id: BulkId,
    context: RecordContext,
    timeZone: string | null = null,
  ): Promise<SeenBulk> {
    const subjects = await this.rehearse(organisationId, id, ['checked']);
    return await this.change(organisationId, id, async (tx, bulk, counts) => {
      if (bulk.state !== 'checked')
        throw new AppError('bulk-not-checked', 'This list was already started or cancelled.');
      if (counts.waiting === 0)
        throw new AppError('bulk-nothing-to-send', 'No row of this list can be sent.');
      await assertReady(tx, bulk);
      assertRehearsed(await this.rehearsals.judge(tx, subjects));
      await tx.bulks.start(id, timeZone);
      await record(tx, [{ type: 'bulk.started', data: { bulkId: id, rowCount: counts.waiting } }], context);
    });
  }

  /** Rows not yet sent stay unsent; what was sent is not taken back. @throws AppError `not-found`, `bulk-not-running` */
  async cancel(organisationId: OrganisationId, id: BulkId, context: RecordContext): Promise<SeenBulk> {
    return await this.change(organisationId, id, async (tx, bulk, counts) => {
      if (bulk.state === 'cancelled') return;
      if (bulk.state === 'finished')
        throw new AppError('bulk-not-running', 'Every row of this list was already worked on.');
      const cancelledCount = await tx.bulks.cancelWaiting(id);
      await tx.bulks.setState(id, 'cancelled');
      const createdCount = createdOf(counts);
      await record(
        tx,
        [{ type: 'bulk.cancelled', data: { bulkId: id, createdCount, cancelledCount } }],
        context,
      );
    });
  }

  /**
   * Rows for which no envelope could be made are tried again, after what would forbid a start was looked at again.
   *
   * @throws AppError `not-found`, `bulk-not-running`, `bulk-nothing-to-retry`, and what `start` throws of template and platform.
   */
  async retryFailed(organisationId: OrganisationId, id: BulkId, context: RecordContext): Promise<SeenBulk> {
    const subjects = await this.rehearse(organisationId, id, ['running', 'finished']);
    return await this.change(organisationId, id, async (tx, bulk) => {
      if (bulk.state === 'checked' || bulk.state === 'cancelled') {
        throw new AppError('bulk-not-running', 'This list is not being sent.');
      }
      const released = await tx.bulks.releaseFailed(id);
      if (released === 0)
        throw new AppError('bulk-nothing-to-retry', 'No row of this list failed before it was sent.');
      await assertReady(tx, bulk);
      assertRehearsed(await this.rehearsals.judge(tx, subjects));
      await tx.bulks.setState(id, 'running');
      await record(tx, [{ type: 'bulk.retried', data: { bulkId: id, rowCount: released } }], context);
    });
  }

  /** What every envelope of the list will be, seen from its template; nothing unless the list is in one of these states. */
  private async rehearse(
    organisationId: OrganisationId,
    id: BulkId,
    states: readonly BulkState[],
  ): Promise<RehearsalSubject[]> {
    const subjects = await this.unitOfWork.read(organisationId, async (tx) => {
      const bulk = await tx.bulks.find(id);
      const template = bulk && states.includes(bulk.state) ? await tx.templates.find(bulk.templateId) : null;
      return template ? rehearsalSubjects(template) : [];
    });
    await this.rehearsals.ensure(organisationId, subjects);
    return subjects;
  }

  private async change(
    organisationId: OrganisationId,
    id: BulkId,
    act: (tx: Transaction, bulk: Bulk, counts: BulkCounts) => Promise<void>,
  ): Promise<SeenBulk> {
    return await this.unitOfWork.transact(organisationId, async (tx) => {
      const bulk = await tx.bulks.lock(id);
      if (!bulk) throw new AppError('not-found', 'There is no such bulk send.');
      await act(tx, bulk, await tx.bulks.counts(id));
      return { bulk: (await tx.bulks.find(id)) ?? bulk, counts: await tx.bulks.counts(id) };
    });
  }
}

/** Rows that have an envelope. */
export function createdOf(counts: BulkCounts): number {
  return counts.sent + counts.delivered + counts.completed;
}

async function assertReady(tx: Transaction, bulk: Bulk): Promise<void> {
  const template = await tx.templates.find(bulk.templateId);
  if (!template || template.archivedAt !== null)
    throw new AppError('template-archived', 'The template was archived.');
  assertWarningsConfirmed(template.documents);
  const [problem] = platformProblems(await tx.platformFacts.read(), template.expiresInDays, tx.now);
  if (problem) throw new AppError('sealing-not-ready', problem.sentence);
}
