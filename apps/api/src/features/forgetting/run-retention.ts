import { AppError } from '../../domain/app-error.js';
import type { OrganisationId } from '../../domain/ids.js';
import { WARNING_DAYS } from '../../domain/retention-rule.js';
import { bySystem, record } from '../../events/record.js';
import type { DueErasure, DueForgetting } from '../../ports/due-forgetting.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { eraseInEnvelope } from './erase-in-envelope.js';

const BATCH = 200;
const DAY_MS = 86_400_000;

/**
 * What retention rules ask for: first the announcement, with one mail to the administrators for a whole batch, and when
 * that is fourteen days old, the erasure. What is forbidden then is written down once and tried again when it is gone.
 */
export class RunRetention {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly due: DueForgetting,
    private readonly ids: Ids,
  ) {}

  async run(): Promise<void> {
    const work = await this.due.retention(WARNING_DAYS, BATCH);
    const fresh = Map.groupBy(
      work.filter((one) => one.warnedAt === null),
      (one) => one.organisationId,
    );
    for (const [organisationId, ones] of fresh) await this.announce(organisationId, ones);
    for (const one of work.filter((each) => each.warnedAt !== null)) await this.erase(one);
  }

  private async announce(organisationId: OrganisationId, ones: readonly DueErasure[]): Promise<void> {
    await this.unitOfWork.transact(organisationId, async (tx) => {
      const told = new Set<string>();
      let first = Number.POSITIVE_INFINITY;
      for (const one of ones) {
        const eraseAtMs = Math.max(one.dueAt.getTime(), tx.now.getTime() + WARNING_DAYS * DAY_MS);
        if (!(await this.announceOne(tx, one, new Date(eraseAtMs)))) continue;
        told.add(one.envelopeId);
        first = Math.min(first, eraseAtMs);
      }
      if (told.size === 0) return;
      const payload = { envelopeCount: told.size, eraseAtIso: new Date(first).toISOString() };
      await tx.outbox.enqueue({ kind: 'warn-of-retention', payload });
    });
  }

  private async announceOne(tx: Transaction, one: DueErasure, eraseAt: Date): Promise<boolean> {
    const { envelopeId, scope, ruleId } = one;
    if (!(await tx.retention.announce(envelopeId, scope, ruleId))) return false;
    const data = { ruleId, scope, eraseAt: eraseAt.toISOString() };
    await record(tx, [{ type: 'retention.announced', envelopeId, data }], bySystem);
    return true;
  }

  private async erase(one: DueErasure): Promise<void> {
    const { organisationId, envelopeId, scope, ruleId } = one;
    const order = {
      scope,
      cause: 'retention' as const,
      texts: false,
      sender: false,
      requestId: null,
      ruleId,
    };
    try {
      await this.unitOfWork.transact(organisationId, async (tx) => {
        const [obstacle] = await tx.forgetting.obstacles(envelopeId, scope);
        if (obstacle !== undefined) return this.stop(tx, one, obstacle);
        const stillAsks = (await tx.retention.planned(envelopeId)).some(
          (plan) => plan.scope === scope && plan.ruleId === ruleId && plan.dueAt <= tx.now,
        );
        if (stillAsks) await eraseInEnvelope(tx, this.ids, envelopeId, order, bySystem);
      });
    } catch (error) {
      // Held since the question was asked: the next sweep writes it down.
      if (!(error instanceof AppError) || error.code !== 'erasure-refused') throw error;
    }
  }

  private async stop(tx: Transaction, one: DueErasure, code: string): Promise<void> {
    const { envelopeId, scope, ruleId } = one;
    if (!(await tx.retention.stop(envelopeId, scope, ruleId, code))) return;
    await record(tx, [{ type: 'retention.stopped', envelopeId, data: { ruleId, scope, code } }], bySystem);
  }
}
