import type { SealingDeployment } from '../../domain/sealing-policy.js';
import {
  type AuthorityAnswer,
  type AuthorityStatus,
  TimestampAuthorities,
} from '../../ports/timestamp-authorities.js';
import { toAppError } from './database-errors.js';
import type { TimestampAuthority as AuthorityRow, PrismaClient } from './generated/client.js';

export class PrismaTimestampAuthorities extends TimestampAuthorities {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async list(): Promise<readonly AuthorityStatus[]> {
    const rows = await this.prisma.timestampAuthority
      .findMany({ orderBy: { position: 'asc' } })
      .catch(rethrow);
    return rows.map(toStatus);
  }

  override async report(all: readonly AuthorityStatus[]): Promise<void> {
    const names = all.map(({ name }) => name);
    const rows = all.map(toRow);
    await this.prisma
      .$transaction([
        this.prisma.timestampAuthority.deleteMany({ where: { name: { notIn: names } } }),
        ...rows.map((row) =>
          this.prisma.timestampAuthority.upsert({ where: { name: row.name }, create: row, update: row }),
        ),
      ])
      .catch(rethrow);
  }

  override async describeDeployment({ defaultPolicy, revocation }: SealingDeployment): Promise<void> {
    const { timestamps: defaultTimestamps, level: defaultLevel } = defaultPolicy;
    const data = { defaultTimestamps, defaultLevel, revocation, updatedAt: new Date() };
    await this.prisma.sealingDeployment
      .upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data })
      .catch(rethrow);
  }
}

function toRow({ answer, ...status }: AuthorityStatus, position: number): AuthorityRow {
  return {
    ...status,
    position,
    answeredAt: answer?.at ?? null,
    clockSkewMs: answer?.clockSkewMs ?? null,
    tokenByteLength: answer?.tokenByteLength ?? null,
    signer: answer?.signer ?? null,
    signerNotAfter: answer?.signerNotAfter ?? null,
  };
}

function toStatus(row: AuthorityRow): AuthorityStatus {
  const { name, code, detail, since, checkedAt, nextAttemptAt } = row;
  const state = row.state === 'ok' ? 'ok' : 'waiting';
  return { ...{ name, state, code, detail, since, checkedAt, nextAttemptAt }, answer: toAnswer(row) };
}

function toAnswer(row: AuthorityRow): AuthorityAnswer | null {
  const { answeredAt, clockSkewMs, tokenByteLength, signer, signerNotAfter } = row;
  if (answeredAt === null || signerNotAfter === null) return null;
  return {
    at: answeredAt,
    clockSkewMs: clockSkewMs ?? 0,
    tokenByteLength: tokenByteLength ?? 0,
    signer: signer ?? '',
    signerNotAfter,
  };
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
