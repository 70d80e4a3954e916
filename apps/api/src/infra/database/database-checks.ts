import { readdir } from 'node:fs/promises';
import type { PlatformCheck } from '../../ports/platform-checks.js';
import type { PrismaClient } from './generated/client.js';

/** Longer silence than this and a process is taken for gone; each reports every few seconds. */
const SILENCE_LIMIT_MS = 60_000;

/** The database answers. */
export async function checkDatabase(prisma: PrismaClient): Promise<PlatformCheck> {
  await prisma.$queryRaw`SELECT 1`;
  return { state: 'ok', detail: 'The database answers.' };
}

/** Every migration of this version was applied; newer ones (a rolling upgrade) are only worth a warning. */
export async function checkMigrations(prisma: PrismaClient, migrationsDir: URL): Promise<PlatformCheck> {
  const wanted = await migrationNames(migrationsDir);
  const rows = await prisma.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map((row) => row.migration_name));
  const missing = wanted.filter((name) => !applied.has(name));
  if (missing.length > 0)
    return { state: 'fail', detail: `${missing.length} migrations are not applied yet.` };
  if (applied.size > wanted.length)
    return { state: 'warn', detail: 'The database is newer than this program.' };
  return { state: 'ok', detail: 'All migrations are applied.' };
}

/** A process reported lately. What it waits for is only a warning: signing goes on, and the health page says why. */
export async function checkProcess(prisma: PrismaClient, name: string): Promise<PlatformCheck> {
  const row = await prisma.serviceHealth.findUnique({ where: { name } });
  if (row === null) return { state: 'fail', detail: `The ${name} has not reported yet.` };
  if (Date.now() - row.checkedAt.getTime() > SILENCE_LIMIT_MS) {
    return { state: 'fail', detail: `The ${name} was last heard at ${row.checkedAt.toISOString()}.` };
  }
  if (row.state === 'ok') return { state: 'ok', detail: `The ${name} is at work.` };
  return { state: 'warn', detail: row.detail ?? `The ${name} is not ready.` };
}

/** Everything works, and nobody gets a mail: that must not look like health. How many wait is not everybody's business. */
export async function checkHeldMails(prisma: PrismaClient): Promise<PlatformCheck> {
  const [held] = await prisma.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM held_mails()`;
  if (held === undefined || held.count === 0) return { state: 'ok', detail: 'No mails are held.' };
  return {
    state: 'warn',
    detail: 'Mails are held after a restore until somebody releases or discards them: sealwright mails list.',
  };
}

async function migrationNames(migrationsDir: URL): Promise<string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
