import { asId, type SealKeyId } from '../../domain/ids.js';
import { type SealKey, SealKeys } from '../../ports/seal-key-repository.js';
import type { Prisma, PrismaClient, SealKey as SealKeyRow } from './generated/client.js';
import { fromHex, toHex } from './hex-columns.js';

/** Belongs to the installation, not to an organisation: outside any unit of work; only the sealer's role may write. */
export class PrismaSealKeys extends SealKeys {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async register(
    key: Omit<SealKey, 'createdAt' | 'state'>,
  ): Promise<{ key: SealKey; isNew: boolean }> {
    const { id, fingerprintSha256Hex, probe, ...rest } = key;
    const fingerprint = fromHex(fingerprintSha256Hex);
    const facts = {
      ...rest,
      state: 'active',
      probe: JSON.parse(JSON.stringify(probe)) as Prisma.InputJsonValue,
    };
    const known = await this.prisma.sealKey.findUnique({ where: { fingerprint }, select: { id: true } });
    const [row] = await this.prisma.$transaction([
      this.prisma.sealKey.upsert({
        where: { fingerprint },
        create: { id, fingerprint, ...facts },
        update: facts,
      }),
      this.prisma.sealKey.updateMany({
        where: { fingerprint: { not: fingerprint } },
        data: { state: 'retired' },
      }),
    ]);
    return { key: toSealKey(row), isNew: known === null };
  }

  override async markSelfTest(id: SealKeyId, at: Date): Promise<void> {
    await this.prisma.sealKey.update({ where: { id }, data: { lastSelfTestAt: at } });
  }

  override async list(): Promise<readonly SealKey[]> {
    const rows = await this.prisma.sealKey.findMany({ orderBy: [{ state: 'asc' }, { createdAt: 'desc' }] });
    return rows.map(toSealKey);
  }

  override async find(id: SealKeyId): Promise<SealKey | null> {
    const row = await this.prisma.sealKey.findUnique({ where: { id } });
    return row && toSealKey(row);
  }
}

function toSealKey(row: SealKeyRow): SealKey {
  const { id, fingerprint, origin, state, ...rest } = row;
  return {
    ...rest,
    id: asId<SealKeyId>(id),
    fingerprintSha256Hex: toHex(fingerprint),
    origin: origin === 'generated-in-token' || origin === 'imported' ? origin : 'unknown',
    state: state === 'active' ? 'active' : 'retired',
  };
}
