import { AppError } from '../../domain/app-error.js';
import { type ObstacleCode, obstacleSentences } from '../../domain/erased.js';
import type { OrganisationId } from '../../domain/ids.js';
import type {
  PersonInEnvelope,
  PersonOutsideEnvelopes,
  PersonTraces,
} from '../../ports/person-repository.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Why something stays, in a sentence a person can act on. */
export interface Obstacle {
  readonly code: ObstacleCode | 'still-a-member' | 'bulk-not-finished';
  readonly sentence: string;
}

export interface FoundEnvelope extends PersonInEnvelope {
  readonly obstacles: readonly Obstacle[];
}

export interface FoundPerson {
  readonly envelopes: readonly FoundEnvelope[];
  readonly outside: PersonOutsideEnvelopes;
  /** What stays outside envelopes. */
  readonly obstacles: readonly Obstacle[];
}

const stillAMember: Obstacle = {
  code: 'still-a-member',
  sentence:
    'This person has an account in this organisation. What they did as a member stays until the account is removed.',
};
const bulkNotFinished: Obstacle = {
  code: 'bulk-not-finished',
  sentence: 'A bulk send that is not finished names this person. Cancel it or let it finish.',
};

/** Everything held of a person, and what of it may not be erased now and why. Changes nothing. */
export class LookForPerson {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `person-unknown` */
  async run(organisationId: OrganisationId, email: string): Promise<FoundPerson> {
    const found = await this.unitOfWork.read(organisationId, (tx) => judgePerson(tx, email));
    if (isNothing(found)) {
      throw new AppError('person-unknown', 'Nothing is held of a person with this e-mail address.');
    }
    return found;
  }
}

export async function judgePerson(tx: Transaction, email: string): Promise<FoundPerson> {
  const { envelopes, outside } = await tx.people.find(email);
  const judged: FoundEnvelope[] = [];
  for (const one of envelopes) judged.push({ ...one, obstacles: await obstaclesOf(tx, one, outside) });
  return {
    envelopes: judged,
    outside,
    obstacles: [
      ...(outside.account?.isMember ? [stillAMember] : []),
      ...(outside.openBulkRowCount > 0 ? [bulkNotFinished] : []),
    ],
  };
}

async function obstaclesOf(
  tx: Transaction,
  one: PersonInEnvelope,
  outside: PersonOutsideEnvelopes,
): Promise<Obstacle[]> {
  if (one.recipientIds.length === 0 && outside.account?.isMember) return [stillAMember];
  const codes = await tx.forgetting.obstacles(one.envelopeId, 'person');
  const obstacles: Obstacle[] = codes.map((code) => ({ code, sentence: obstacleSentences[code] }));
  if (!codes.includes('legal-hold')) return obstacles;
  const holds = await tx.legalHolds.ofEnvelope(one.envelopeId);
  const reasons = holds.map((hold) => `“${hold.reason}” (${hold.placedBy.name})`).join(', ');
  return obstacles.map((each) =>
    each.code === 'legal-hold' && reasons
      ? { ...each, sentence: `${each.sentence} Held for: ${reasons}.` }
      : each,
  );
}

function isNothing({
  envelopes,
  outside,
}: Pick<PersonTraces, 'outside'> & { envelopes: readonly unknown[] }): boolean {
  const { subjects, bulkRowIds, openBulkRowCount, templateFieldIds, sharedTexts, invitationCount, account } =
    outside;
  const elsewhere =
    subjects.length +
    bulkRowIds.length +
    openBulkRowCount +
    templateFieldIds.length +
    sharedTexts.length +
    invitationCount;
  return envelopes.length === 0 && elsewhere === 0 && account === null;
}
