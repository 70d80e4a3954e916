import { z } from 'zod';
import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import { bySystem } from '../../events/record.js';
import { mailJobKinds } from '../../ports/mail-holds.js';
import type { OperatorAnswer, OperatorRequests } from '../../ports/operator-requests.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { NoticeRestore } from './notice-restore.js';
import type { SettleMails } from './settle-mails.js';

const why = { reason: z.string().trim().min(1).max(2_000), by: z.string().trim().min(1).max(200) };
/** What `sealwright mails` writes for the worker. */
const mailsRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('list') }),
  z.strictObject({ action: z.literal('hold'), ...why }),
  z.strictObject({
    action: z.enum(['release', 'discard']),
    kinds: z.array(z.enum(mailJobKinds)).min(1),
    ...why,
  }),
]);
type MailsRequest = z.infer<typeof mailsRequest>;

/** What an operator asks of the worker about mails, for all organisations at once. */
export class CarryOutMailRequests {
  constructor(
    private readonly requests: OperatorRequests,
    private readonly notice: NoticeRestore,
    private readonly settle: SettleMails,
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  /** @throws AppError */
  async run(): Promise<void> {
    for (const { id, body } of await this.requests.pending('mails')) {
      await this.requests.answer(id, await this.carryOut(id, body));
    }
  }

  private async carryOut(id: string, body: unknown): Promise<OperatorAnswer> {
    const request = mailsRequest.safeParse(body);
    if (!request.success) {
      return { outcome: 'refused', code: 'request-unreadable', sentence: 'The request cannot be read.' };
    }
    const { data } = request;
    if (data.action === 'hold') {
      const detail = `Held by ${data.by}: ${data.reason}`;
      await this.notice.hold({ fingerprint: `operator:${id}`, cause: 'operator', detail });
    }
    const settled =
      data.action === 'release' || data.action === 'discard' ? await this.settleAll(id, data) : null;
    if (settled === 0) {
      return {
        outcome: 'refused',
        code: 'mails-not-held',
        sentence: 'No mails are held; nothing was changed.',
      };
    }
    return { outcome: 'done', facts: { ...(settled !== null && { settled }), ...(await this.list()) } };
  }

  /** @returns in how many organisations mails were held */
  private async settleAll(
    id: string,
    { action, kinds, reason, by }: Extract<MailsRequest, { kinds: unknown }>,
  ): Promise<number> {
    const personal = [{ subject: `operator:${id}` as const, value: { name: by, reason } }];
    let organisations = 0;
    for (const organisationId of await this.organisations.list()) {
      if (await this.settleOne(organisationId, { what: action, kinds, context: bySystem, personal })) {
        organisations += 1;
      }
    }
    return organisations;
  }

  private async settleOne(
    organisationId: OrganisationId,
    order: Parameters<SettleMails['run']>[1],
  ): Promise<boolean> {
    try {
      await this.settle.run(organisationId, order);
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'mails-not-held') return false;
      throw error;
    }
  }

  private async list() {
    const organisations = [];
    for (const organisationId of await this.organisations.list()) {
      const view = await this.unitOfWork.read(organisationId, async (tx) => ({
        holds: await tx.mailHolds.running(),
        waiting: await tx.mailHolds.waiting(),
      }));
      if (view.holds.length === 0) continue;
      const name = await this.organisations.nameOf(organisationId);
      organisations.push({
        ...{ organisationId, name, waiting: view.waiting },
        causes: view.holds.map(({ detail }) => detail),
      });
    }
    return { organisations };
  }
}
