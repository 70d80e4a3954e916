import type { OrganisationId } from '../../domain/ids.js';
import type { Ids } from '../../ports/ids.js';
import type { JobBell } from '../../ports/job-bell.js';
import type { Transaction } from '../../ports/transaction.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { isRetryable, toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { assertGuardedRole, openUnit } from './open-unit.js';
import { repositories } from './repositories.js';
import type { RepositoryScope, TransactionClient } from './repository-scope.js';

export interface UnitOfWorkLimits {
  /** How long to wait for a free connection. */
  readonly waitMs: number;
  /**
   * Prisma's own limit. It MUST stay far above the database's limits (`open-unit.ts`): when Prisma gives up first, its
   * ROLLBACK can overtake a statement on its way (prisma/orm#29762).
   */
  readonly clientTimeoutMs: number;
  readonly attempts: number;
}

const DEFAULT_LIMITS: UnitOfWorkLimits = { waitMs: 10_000, clientTimeoutMs: 120_000, attempts: 4 };

export class PrismaUnitOfWork extends UnitOfWork {
  private isRoleChecked = false;

  constructor(
    private readonly prisma: PrismaClient,
    private readonly ids: Ids,
    private readonly bell: JobBell,
    private readonly limits: UnitOfWorkLimits = DEFAULT_LIMITS,
  ) {
    super();
  }

  override async transact<T>(
    organisationId: OrganisationId,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const { result, bells } = await this.attempt(organisationId, 'write', work);
    if (bells.length > 0) this.bell.ring(bells);
    return result;
  }

  override async read<T>(organisationId: OrganisationId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return (await this.attempt(organisationId, 'read', work)).result;
  }

  private async attempt<T>(
    organisationId: OrganisationId,
    access: 'read' | 'write',
    work: (tx: Transaction) => Promise<T>,
  ): Promise<{ result: T; bells: RepositoryScope['bells'] }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.prisma.$transaction(
          (client) => this.runInside(client, organisationId, access, work),
          { maxWait: this.limits.waitMs, timeout: this.limits.clientTimeoutMs },
        );
      } catch (error) {
        if (!isRetryable(error) || attempt >= this.limits.attempts) throw toAppError(error);
        await pauseBeforeRetry(attempt);
      }
    }
  }

  private async runInside<T>(
    client: TransactionClient,
    organisationId: OrganisationId,
    access: 'read' | 'write',
    work: (tx: Transaction) => Promise<T>,
  ): Promise<{ result: T; bells: RepositoryScope['bells'] }> {
    const now = await openUnit(client, organisationId, this.ids.uuid(), access);
    if (!this.isRoleChecked) await assertGuardedRole(client);
    this.isRoleChecked = true;
    const scope: RepositoryScope = { client, organisationId, now, ids: this.ids, bells: [] };
    return { result: await work(repositories(scope)), bells: scope.bells };
  }
}

/** Different waits for the two sides of a deadlock, or they meet again. */
async function pauseBeforeRetry(attempt: number): Promise<void> {
  const waitMs = Math.random() * 20 * 2 ** attempt;
  await new Promise((resolve) => setTimeout(resolve, waitMs));
}
