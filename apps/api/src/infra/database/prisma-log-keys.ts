import { type LogKey, LogKeys } from '../../ports/log-keys.js';
import { toAppError } from './database-errors.js';
import type { PrismaClient } from './generated/client.js';
import { toColumn } from './log-rows.js';

export class PrismaLogKeys extends LogKeys {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async list(): Promise<LogKey[]> {
    const rows = await this.prisma.logKey
      .findMany({ orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }] })
      .catch(rethrow);
    return rows.map((row) => ({
      ...row,
      algorithm: row.algorithm === 'ed25519' ? 'ed25519' : 'ecdsa-p256',
      spkiDer: new Uint8Array(row.spkiDer),
    }));
  }

  override async register(key: Omit<LogKey, 'registeredAt' | 'retiredAt'>): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO log_key (id, verifier_key, algorithm, spki_der, label)
      VALUES (${key.id}::uuid, ${key.verifierKey}, ${key.algorithm}, ${toColumn(key.spkiDer)}, ${key.label})
      ON CONFLICT (verifier_key) DO NOTHING`.catch(rethrow);
  }

  override async retire(id: string): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE log_key SET retired_at = now() WHERE id = ${id}::uuid AND retired_at IS NULL`.catch(rethrow);
  }
}

function rethrow(error: unknown): never {
  throw toAppError(error);
}
