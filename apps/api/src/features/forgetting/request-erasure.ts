import { AppError } from '../../domain/app-error.js';
import type { ErasureGround } from '../../domain/erased.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type FoundPerson, judgePerson } from './look-for-person.js';

export interface ErasureWish {
  readonly email: string;
  /** The address typed once more. */
  readonly confirm: string;
  readonly ground: ErasureGround;
  /** Envelopes whose title, message and file names are about this person. */
  readonly textsOf: readonly EnvelopeId[];
}

export interface Administrator {
  readonly organisationId: OrganisationId;
  readonly context: RecordContext;
}

/** Writes down a confirmed request; the worker carries it out, envelope by envelope. */
export class RequestErasure {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /**
   * @returns the request's id.
   * @throws AppError `erasure-not-confirmed`, `person-unknown`, `erasure-running`, `erasure-refused` when nothing at all
   * of the person may be erased now
   */
  run(admin: Administrator, wish: ErasureWish): Promise<string> {
    const email = wish.email.trim().toLowerCase();
    if (wish.confirm.trim().toLowerCase() !== email) {
      throw new AppError('erasure-not-confirmed', 'Type the e-mail address once more, exactly as above.');
    }
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const found = await judgePerson(tx, email);
      assertSomethingToErase(found);
      const { actor } = admin.context;
      const id: string = this.ids.uuid();
      const known = new Set<string>(found.envelopes.map((one) => one.envelopeId));
      const textsOf = wish.textsOf.filter((one) => known.has(one));
      const requestedBy = `${actor.kind}:${actor.id}`;
      if (
        !(await tx.people.begin({
          id,
          email,
          ground: wish.ground,
          textsOf,
          requestedBy,
          planned: plan(found),
        }))
      ) {
        throw new AppError(
          'erasure-running',
          'An erasure for this address is running; see its result first.',
        );
      }
      const data = { requestId: id, ground: wish.ground, envelopeCount: found.envelopes.length };
      await record(tx, [{ type: 'person.erasure-requested', data }], admin.context);
      return id;
    });
  }
}

/** Templates name a person only by words; once the envelopes are erased nobody knows which words. */
function plan({ outside }: FoundPerson): string[] {
  const searches = outside.subjects.filter((one) => one.startsWith('search:'));
  const fields = outside.templateFieldIds.map((id) => `template-field:${id}`);
  return [...fields, ...outside.sharedTexts, ...searches];
}

function assertSomethingToErase({ envelopes, outside, obstacles }: FoundPerson): void {
  const free = envelopes.some((one) => one.obstacles.length === 0);
  const { subjects, bulkRowIds, templateFieldIds, sharedTexts, invitationCount, account } = outside;
  const texts = templateFieldIds.length + sharedTexts.length;
  const others = subjects.length + bulkRowIds.length + texts + invitationCount;
  if (free || others > 0 || (account !== null && !account.isMember)) return;
  const sentences = new Set(
    [...envelopes.flatMap((one) => one.obstacles), ...obstacles].map((one) => one.sentence),
  );
  if (sentences.size === 0) {
    throw new AppError('person-unknown', 'Nothing is held of a person with this e-mail address.');
  }
  throw new AppError('erasure-refused', [...sentences].join(' '));
}
