import type { OrganisationFact } from '../../domain/events.js';
import { record } from '../../events/record.js';
import type { Members } from '../../ports/members.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** Writes a sign-in into the record of the user's organisation. A user without one has nowhere to sign in to. */
export class RecordSignIn {
  constructor(
    private readonly members: Members,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async run(signedIn: { userId: string; ip: string; userAgent: string }): Promise<void> {
    const member = await this.members.firstOf(signedIn.userId);
    if (member === null) return;
    const { userId, name, email, organisationId } = member;
    const { ip, userAgent } = signedIn;
    const event: OrganisationFact = { type: 'account.signed-in', data: { userId, method: 'password' } };
    const context = { actor: { kind: 'user', id: userId }, name, email, ip, userAgent } as const;
    await this.unitOfWork.transact(organisationId, (tx) => record(tx, [event], context));
  }
}
