import { AppError } from '../../domain/app-error.js';
import type { DraftEnvelope } from '../../domain/envelope.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { Problem } from '../../domain/problem.js';
import { readiness } from '../../domain/readiness.js';
import { rehearsalSubjects } from '../../domain/rehearsal.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { Rehearsals } from '../../ports/rehearsals.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { readSealFacts } from './seal-view.js';
import type { EnvelopeParts } from './to-envelope-view.js';

const sealable: ReadonlySet<string> = new Set(['sealing', 'completed']);

/** One envelope with everything its page shows. */
export class GetEnvelope {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly glyphs: Glyphs,
    private readonly rehearsals: Rehearsals,
  ) {}

  /** @throws AppError `not-found` */
  run(organisationId: OrganisationId, id: EnvelopeId): Promise<EnvelopeParts> {
    return this.unitOfWork.read(organisationId, (tx) => this.partsOf(tx, id));
  }

  private async partsOf(tx: Transaction, id: EnvelopeId): Promise<EnvelopeParts> {
    const envelope = await tx.envelopes.find(id);
    const item = envelope && (await tx.envelopes.listItem(id));
    if (envelope === null || item === null) throw new AppError('not-found', 'There is no such envelope.');
    const documents = await tx.documents.ofEnvelope(id);
    const deliveries = await tx.envelopes.deliveries(id);
    const revealedAt = await tx.links.revealedAt(envelope.recipients.map((one) => one.id));
    const problems = envelope.status === 'draft' ? await this.problemsOf(tx, envelope) : null;
    const seals = sealable.has(envelope.status) ? await readSealFacts(tx, envelope) : [];
    const forgetting = await forgettingOf(tx, id);
    return { envelope, item, documents, deliveries, revealedAt, problems, seals, ...forgetting };
  }

  /** A rehearsal that failed is told until documents or fields change; none is held here, reading changes nothing. */
  private async problemsOf(tx: Transaction, draft: DraftEnvelope): Promise<readonly Problem[]> {
    const findUndrawable = this.glyphs.findUndrawable.bind(this.glyphs);
    const { problems } = await this.rehearsals.judge(tx, rehearsalSubjects(draft));
    return [...readiness(draft, await tx.platformFacts.read(), findUndrawable, tx.now), ...problems];
  }
}

async function forgettingOf(tx: Transaction, id: EnvelopeId) {
  const erased = await tx.retention.erased(id);
  const plans = await tx.retention.planned(id);
  const planned: EnvelopeParts['planned'][number][] = [];
  for (const plan of plans) {
    planned.push({ ...plan, obstacles: await tx.forgetting.obstacles(id, plan.scope) });
  }
  return { erased, planned };
}
