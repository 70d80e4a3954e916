import { AppError } from '../../domain/app-error.js';
import type { ErasureGround } from '../../domain/erased.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { bySystem, record } from '../../events/record.js';
import type { CrashPoints } from '../../ports/crash-points.js';
import type { Ids } from '../../ports/ids.js';
import type { StoredPersonErasure } from '../../ports/person-repository.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { eraseInEnvelope } from './erase-in-envelope.js';
import { type FoundEnvelope, type FoundPerson, judgePerson, type Obstacle } from './look-for-person.js';

const LISTED_SUBJECTS = 200;

/** What stayed, for the result people read. Ids and sentences, no names. */
export interface KeptEnvelope {
  readonly envelopeId: EnvelopeId;
  readonly obstacles: readonly Obstacle[];
}

type Running = StoredPersonErasure & { readonly email: string };

/**
 * Carries out a request. Each envelope is a transaction of its own and an erased one is not found again, so a crash at any
 * moment costs nothing: the next run goes on with what is left. The address is forgotten with the last step.
 */
export class ErasePerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly crashPoints: CrashPoints,
  ) {}

  async run(organisationId: OrganisationId, requestId: string): Promise<void> {
    const request = await this.unitOfWork.read(organisationId, (tx) => tx.people.erasure(requestId));
    if (request === null || request.email === null) return;
    const running = { ...request, email: request.email };
    const { envelopes } = await this.unitOfWork.read(organisationId, (tx) => judgePerson(tx, running.email));
    for (const one of envelopes) {
      if (one.obstacles.length > 0) continue;
      await this.eraseFrom(organisationId, running, one);
      this.crashPoints.reach('F1');
    }
    await this.unitOfWork.transact(organisationId, (tx) => this.finish(tx, running));
  }

  private async eraseFrom(
    organisationId: OrganisationId,
    request: Running,
    one: FoundEnvelope,
  ): Promise<void> {
    const { recipientIds, isSender, senderId, textsMention, mentioningEventIds } = one;
    const subjects = [
      ...recipientIds.map((id) => `recipient:${id}`),
      ...(isSender ? [`user:${senderId}`] : []),
      ...mentioningEventIds.map((id) => `event:${id}`),
    ];
    const order = {
      scope: 'person' as const,
      cause: 'request' as const,
      ...{ recipientIds, subjects, requestId: request.id, requestedBy: request.requestedBy },
      sender: isSender,
      texts: textsMention || request.textsOf.includes(one.envelopeId),
      ground: request.ground as ErasureGround,
    };
    try {
      await this.unitOfWork.transact(organisationId, (tx) =>
        eraseInEnvelope(tx, this.ids, one.envelopeId, order, bySystem),
      );
    } catch (error) {
      // A hold was placed a moment ago: it counts among what stays.
      if (!(error instanceof AppError) || error.code !== 'erasure-refused') throw error;
    }
  }

  private async finish(tx: Transaction, request: Running): Promise<void> {
    const left = await judgePerson(tx, request.email);
    const { outside } = left;
    const isMember = outside.account?.isMember === true;
    const subjects = outside.subjects.filter((one) => !isMember || one !== `user:${outside.account?.userId}`);
    const rows = outside.bulkRowIds.map((id) => `bulk-row:${id}`);
    const fields = outside.templateFieldIds.map((id) => `template-field:${id}`);
    const account = outside.account && !isMember ? [`user:${outside.account.userId}`] : [];
    const shared = [...outside.sharedTexts, ...request.planned];
    const all = [...new Set([...subjects, ...account, ...rows, ...fields, ...shared])];
    const counts = await tx.forgetting.eraseSubjects(this.ids.uuid(), request.id, all);
    if (!isMember) await tx.people.removeAccount(request.email);
    const envelopeCount = await tx.forgetting.countOf(request.id);
    const kept: KeptEnvelope[] = left.envelopes.map(keptOf);
    const namedInCertificates = await tx.forgetting.namedInCertificates(request.id);
    const result = { envelopeCount, ...counts, kept, keptOutside: left.obstacles, namedInCertificates };
    await tx.people.finish(request.id, result);
    const data = {
      ...{ requestId: request.id, ground: request.ground, envelopeCount, keptCount: kept.length, ...counts },
      subjects: subjects.slice(0, LISTED_SUBJECTS),
    };
    await record(tx, [{ type: 'person.erased', data }], bySystem);
  }
}

/** What came free between the loop and the end is told as it is: it was not erased, and asking again does it. */
function keptOf({ envelopeId, obstacles }: FoundPerson['envelopes'][number]): KeptEnvelope {
  return { envelopeId, obstacles };
}
