import { asId, type OrganisationId } from '../../domain/ids.js';
import { RestoreSigns } from '../../ports/mail-holds.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';

export class PrismaRestoreSigns extends RestoreSigns {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async databaseIdentity(): Promise<string> {
    const [row] = await this.prisma.$queryRaw<{ identity: string }[]>`
      SELECT database_identity() AS identity`.catch(rethrow);
    return row?.identity ?? '';
  }

  override async logHead(): Promise<{ generation: number; size: number; rootHex: string } | null> {
    const state = await this.prisma.logState.findUnique({ where: { id: 1 } }).catch(rethrow);
    if (state === null) return null;
    const { generation, size, root } = state;
    return { generation, size: Number(size), rootHex: Buffer.from(root).toString('hex') };
  }

  override async held(): Promise<{ organisationId: OrganisationId; waiting: number }[]> {
    const rows = await this.prisma.$queryRaw<{ organisation_id: string; waiting: bigint }[]>`
      SELECT organisation_id::text AS organisation_id, waiting FROM held_mails()`.catch(rethrow);
    return rows.map((row) => ({
      organisationId: asId<OrganisationId>(row.organisation_id),
      waiting: Number(row.waiting),
    }));
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
