import {
  LogOutlets,
  type OutletKind,
  type OutletPlace,
  type OutletStatus,
  type OutletTarget,
} from '../../ports/log-outlets.js';
import { toAppError } from './database-errors.js';
import type { LogOutlet as OutletRow, PrismaClient } from './generated/client.js';

const KINDS = ['timestamp', 'witness', 'sink'] as const;

export class PrismaLogOutlets extends LogOutlets {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async list(): Promise<readonly OutletStatus[]> {
    const rows = await this.prisma.logOutlet
      .findMany({ orderBy: [{ kind: 'asc' }, { shown: 'asc' }] })
      .catch(rethrow);
    return rows.map(toStatus);
  }

  override async configure(kinds: readonly OutletKind[], places: readonly OutletPlace[]): Promise<void> {
    const named = places.map(({ name }) => name);
    await this.prisma
      .$transaction([
        this.prisma.logOutlet.deleteMany({ where: { kind: { in: [...kinds] }, name: { notIn: named } } }),
        ...places.map(({ name, kind, shown }) =>
          this.prisma.logOutlet.upsert({
            where: { name },
            create: { name, kind, shown },
            update: { shown },
          }),
        ),
      ])
      .catch(rethrow);
  }

  override async claim(
    name: string,
    { generation, size }: OutletTarget,
    leaseMs: number,
  ): Promise<OutletStatus | null> {
    const rows = await this.prisma.$queryRaw<{ name: string }[]>`
      UPDATE log_outlet SET next_attempt_at = now() + ${leaseMs}::integer * interval '1 millisecond'
      WHERE name = ${name} AND next_attempt_at <= now() AND (coalesce(last_generation, 1), coalesce(last_size, -1)) < (${generation}::integer, ${size}::bigint)
      RETURNING name`.catch(rethrow);
    if (rows.length === 0) return null;
    const row = await this.prisma.logOutlet.findUnique({ where: { name } }).catch(rethrow);
    return row && toStatus(row);
  }

  override async noteDelivered(
    name: string,
    { generation, size }: OutletTarget,
    pauseMs: number,
  ): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE log_outlet SET state = 'ok', code = NULL, detail = '', checked_at = now(), failures = 0,
        since = CASE WHEN state = 'ok' THEN since ELSE now() END,
        last_size = CASE WHEN coalesce(last_generation, 1) = ${generation}::integer
          THEN greatest(coalesce(last_size, 0), ${size}::bigint) ELSE ${size}::bigint END,
        last_generation = ${generation}::integer, last_at = now(),
        next_attempt_at = now() + ${pauseMs}::integer * interval '1 millisecond'
      WHERE name = ${name}`.catch(rethrow);
  }

  override async noteFailed(
    name: string,
    { code, detail }: { code: string; detail: string },
    pauseMs: number,
  ): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE log_outlet SET state = 'waiting', detail = ${detail}, checked_at = now(), failures = failures + 1,
        since = CASE WHEN code IS NOT DISTINCT FROM ${code} THEN since ELSE now() END, code = ${code},
        next_attempt_at = now() + ${pauseMs}::integer * interval '1 millisecond'
      WHERE name = ${name}`.catch(rethrow);
  }

  override async markTold(name: string, told: boolean): Promise<void> {
    await this.prisma.logOutlet.updateMany({ where: { name }, data: { told } }).catch(rethrow);
  }

  override async requiredWitnesses(): Promise<number> {
    const row = await this.prisma.logDistribution.findUnique({ where: { id: 1 } }).catch(rethrow);
    return row?.requiredWitnesses ?? 0;
  }

  override async describeDeployment(requiredWitnesses: number): Promise<void> {
    const data = { requiredWitnesses, updatedAt: new Date() };
    await this.prisma.logDistribution
      .upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data })
      .catch(rethrow);
  }
}

function toStatus({ lastSize, ...row }: OutletRow): OutletStatus {
  return {
    ...row,
    kind: KINDS.find((kind) => kind === row.kind) ?? 'sink',
    state: row.state === 'ok' ? 'ok' : 'waiting',
    lastSize: lastSize === null ? null : Number(lastSize),
  };
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
