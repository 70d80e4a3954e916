import type { OrganisationFact } from '../../domain/events.js';
import { record } from '../../events/record.js';
import type { MemberRecord, Members } from '../../ports/members.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { AccountAct } from './auth-engine.js';

/** Writes what people do with their accounts into the record of their organisation. */
export class RecordSignIn {
  constructor(
    private readonly members: Members,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** A sign-in. A user without an organisation has nowhere to sign in to. */
  async run(act: AccountAct): Promise<void> {
    const member = await this.members.firstOf(act.userId);
    if (member === null) return;
    const data = { userId: member.userId, method: 'password' };
    await this.note(member, act, { type: 'account.signed-in', data });
  }

  /** A password set with a mailed link: so far only auditors get one. */
  async notePassword(act: AccountAct): Promise<void> {
    const member = await this.members.firstOf(act.userId);
    if (member === null) return;
    await this.note(member, act, { type: 'auditor.password-set', data: { userId: member.userId } });
  }

  private async note(
    { userId, name, email, organisationId }: MemberRecord,
    { ip, userAgent }: AccountAct,
    event: OrganisationFact,
  ): Promise<void> {
    const context = { actor: { kind: 'user', id: userId }, name, email, ip, userAgent } as const;
    await this.unitOfWork.transact(organisationId, (tx) => record(tx, [event], context));
  }
}
