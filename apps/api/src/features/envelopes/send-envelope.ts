import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { readiness } from '../../domain/readiness.js';
import { type RehearsalSubject, rehearsalSubjects } from '../../domain/rehearsal.js';
import { send } from '../../domain/send.js';
import { record } from '../../events/record.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { Rehearsals } from '../../ports/rehearsals.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockDraft } from './locked-draft.js';

/** Releases a draft: documents, recipients and fields freeze, and the first group is invited. */
export class SendEnvelope {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly glyphs: Glyphs,
    private readonly rehearsals: Rehearsals,
  ) {}

  async run(doer: Doer, id: EnvelopeId, version: number, timeZone?: string): Promise<void> {
    const { organisationId } = doer;
    // Before the transaction, which must not wait for seconds of drawing and sealing.
    const subjects = await this.unitOfWork.read(organisationId, (tx) => this.toRehearse(tx, id));
    await this.rehearsals.ensure(organisationId, subjects);
    await this.release(organisationId, doer, { id, version, timeZone });
  }

  private release(
    organisationId: OrganisationId,
    doer: Doer,
    { id, version, timeZone }: { id: EnvelopeId; version: number; timeZone: string | undefined },
  ): Promise<void> {
    return this.unitOfWork.transact(organisationId, async (tx) => {
      const draft = await lockDraft(tx, id, version);
      const platform = await tx.platformFacts.read();
      const { findUndrawable } = this;
      const rehearsed = await this.rehearsals.judge(tx, rehearsalSubjects(draft));
      const { envelope, events } = send(draft, { platform, findUndrawable, timeZone, rehearsed }, tx.now);
      await tx.envelopes.save(draft, envelope);
      await record(tx, events, doer.context);
    });
  }

  /** Nothing while something else is in the way: it is told first, and at once. */
  private async toRehearse(tx: Transaction, id: EnvelopeId): Promise<RehearsalSubject[]> {
    const draft = await tx.envelopes.find(id);
    if (draft?.status !== 'draft') return [];
    const problems = readiness(draft, await tx.platformFacts.read(), this.findUndrawable, tx.now);
    return problems.length > 0 ? [] : rehearsalSubjects(draft);
  }

  private readonly findUndrawable: Glyphs['findUndrawable'] = (text, face) =>
    this.glyphs.findUndrawable(text, face);
}
