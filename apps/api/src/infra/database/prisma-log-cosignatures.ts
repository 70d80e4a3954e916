import { LogCosignatures, type OfferedCosignature } from '../../ports/log-cosignatures.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

export class PrismaLogCosignatures extends LogCosignatures {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async offer(size: number, witness: string, lines: string): Promise<void> {
    await this.prisma.logCosignature
      .createMany({ data: [{ size, witness, lines }], skipDuplicates: true })
      .catch(rethrow);
  }

  override async pending(): Promise<readonly OfferedCosignature[]> {
    const rows = await this.prisma.logCosignature
      .findMany({ orderBy: [{ size: 'asc' }, { witness: 'asc' }], take: 100 })
      .catch(rethrow);
    return rows.map(({ size, witness, lines }) => ({ size: Number(size), witness, lines }));
  }

  override async remove({ size, witness }: OfferedCosignature): Promise<void> {
    await this.prisma.logCosignature.deleteMany({ where: { size, witness } }).catch(rethrow);
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
