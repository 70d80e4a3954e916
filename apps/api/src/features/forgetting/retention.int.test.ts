import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import type { RetentionRule } from '../../domain/retention-rule.js';
import { bySystem, record } from '../../events/record.js';
import { PrismaDueForgetting } from '../../infra/database/prisma-due-forgetting.js';
import { FileErasureList } from '../../infra/storage/file-erasure-list.js';
import { copyTestDatabase, type TestDatabase } from '../../testing/database.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import {
  createTestInstance,
  type RunningProcess,
  type TestInstance,
  until,
} from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';
import { ChangeRetention } from './change-retention.js';
import { eraseInEnvelope } from './erase-in-envelope.js';
import { KeepErasureList } from './keep-erasure-list.js';
import { RunRetention } from './run-retention.js';
import { TellRestored } from './tell-restored.js';

let instance: TestInstance;
let sweep: RunRetention;
let backup: TestDatabase;
let running: readonly RunningProcess[];
const kept: RetentionRule = { documentsAfterDays: 30, personalAfterDays: 60, locked: false };

beforeAll(async () => {
  instance = await createTestInstance();
  running = [instance.start('sealer'), instance.start('worker')];
  sweep = new RunRetention(instance.unitOfWork, new PrismaDueForgetting(instance.prisma), instance.ids);
});
afterAll(async () => {
  await backup?.drop();
  await instance?.close();
});

const admin = () => ({
  organisationId: instance.organisationId,
  context: { actor: { kind: 'user' as const, id: instance.ids.uuid() } },
});
const declare = (rule: RetentionRule | null) =>
  new ChangeRetention(instance.unitOfWork).run(admin(), null, rule);
const sql = (role: 'admin' | 'app' | 'migrator', statement: string) =>
  instance.database.query(role, inOrganisation(instance.organisationId, statement));
const typesOf = (id: EnvelopeId) =>
  instance.unitOfWork.read(instance.organisationId, async (tx) =>
    (await tx.auditLog.events(`envelope:${id}`)).map(({ type }) => type),
  );

/** A completed envelope that ended so many days ago; a superuser turns the clock back. */
async function endedDaysAgo(title: string, days: number): Promise<EnvelopeId> {
  const { id } = await envelopeInSealing(instance, title);
  await until(
    async () =>
      (
        await sql(
          'admin',
          `SELECT 1 AS x FROM envelope WHERE id = '${id}' AND certificate_sha256 IS NOT NULL`,
        )
      )[0],
  );
  await behindTheGuards(
    `UPDATE envelope SET completed_at = now() - interval '${days} days' WHERE id = '${id}'`,
  );
  return id;
}
/** Announced so long ago; without it every test would take fourteen days. */
const announcedDaysAgo = (id: EnvelopeId, days: number) =>
  behindTheGuards(
    `UPDATE retention_notice SET warned_at = now() - interval '${days} days' WHERE envelope_id = '${id}'`,
  );
const behindTheGuards = (statement: string) =>
  instance.database.query('admin', `SET session_replication_role = replica; ${statement}`);

const eraseWhole = (id: EnvelopeId) =>
  instance.unitOfWork.transact(instance.organisationId, (tx) =>
    eraseInEnvelope(
      tx,
      instance.ids,
      id,
      { scope: 'personal', cause: 'request', texts: true, sender: true, requestId: null },
      bySystem,
    ),
  );
const stateOf = (id: EnvelopeId) =>
  instance.unitOfWork.read(instance.organisationId, (tx) => tx.retention.erased(id));

describe('a retention rule', () => {
  it('announces first, erases after fourteen days, files before names', async () => {
    const id = await endedDaysAgo('Ended long ago', 45);
    await sweep.run();
    expect(await typesOf(id)).not.toContain('retention.announced');
    await declare(kept);
    await sweep.run();
    await sweep.run();
    expect((await typesOf(id)).filter((type) => type === 'retention.announced')).toHaveLength(1);
    expect(await sql('admin', "SELECT 1 AS x FROM outbox_job WHERE kind = 'warn-of-retention'")).toHaveLength(
      1,
    );
    expect(await stateOf(id)).toMatchObject({ documentsErasedAt: null });
    await announcedDaysAgo(id, 13);
    await sweep.run();
    expect(await stateOf(id)).toMatchObject({ documentsErasedAt: null });
    await announcedDaysAgo(id, 15);
    await sweep.run();
    expect(await stateOf(id)).toMatchObject({
      documentsErasedAt: expect.any(Date),
      personalErasedAt: null,
      cause: 'retention',
    });
    const [row] = await sql(
      'admin',
      `SELECT r.name, (SELECT count(*)::int FROM field_value WHERE envelope_id = '${id}') AS values FROM recipient r WHERE envelope_id = '${id}'`,
    );
    expect(row).toEqual({ name: 'Ben Okri', values: 0 });
    await behindTheGuards(`UPDATE envelope SET completed_at = now() - interval '75 days' WHERE id = '${id}'`);
    await sweep.run();
    await announcedDaysAgo(id, 15);
    await sweep.run();
    expect(await stateOf(id)).toMatchObject({ personalErasedAt: expect.any(Date) });
    expect((await sql('admin', `SELECT name FROM recipient WHERE envelope_id = '${id}'`))[0]).toEqual({
      name: '(erased)',
    });
    expect((await typesOf(id)).filter((type) => type === 'envelope.erased')).toHaveLength(2);
  });

  it('is stopped by a legal hold, says so once, and goes on when it is lifted', async () => {
    const { organisationId, ids } = instance;
    const id = await endedDaysAgo('Held', 45);
    await sweep.run();
    await announcedDaysAgo(id, 15);
    const hold: string = ids.uuid();
    await sql(
      'admin',
      `INSERT INTO legal_hold (id, organisation_id, envelope_id, reason, placed_by, placed_by_name, placed_at)
      VALUES ('${hold}', '${organisationId}', '${id}', 'Case 1', '${ids.uuid()}', 'Lex', now())`,
    );
    await sweep.run();
    await sweep.run();
    expect(await stateOf(id)).toMatchObject({ documentsErasedAt: null });
    expect((await typesOf(id)).filter((type) => type === 'retention.stopped')).toHaveLength(1);
    await expect(eraseWhole(id)).rejects.toMatchObject({ code: 'erasure-refused' });
    await sql(
      'admin',
      `UPDATE legal_hold SET lifted_by = '${ids.uuid()}', lifted_by_name = 'Lex', lifted_at = now(), lift_reason = 'Over' WHERE id = '${hold}'`,
    );
    await sweep.run();
    expect(await stateOf(id)).toMatchObject({ documentsErasedAt: expect.any(Date) });
  });

  it('that is locked keeps its envelopes from everybody, also after it was loosened', async () => {
    await declare({ documentsAfterDays: 3_650, personalAfterDays: null, locked: true });
    const id = await endedDaysAgo('Kept by law', 0);
    await expect(eraseWhole(id)).rejects.toMatchObject({ code: 'erasure-refused' });
    await declare(kept);
    await expect(eraseWhole(id)).rejects.toMatchObject({ code: 'erasure-refused' });
    const request = JSON.stringify({
      id: instance.ids.uuid(),
      scope: 'personal',
      cause: 'request',
      recipientIds: [],
      subjects: [],
    });
    for (const role of ['app', 'migrator', 'admin'] as const) {
      await expect(sql(role, `SELECT forget_envelope('${id}', '${request}')`), role).rejects.toThrow(
        /retention-period/,
      );
    }
    for (const statement of [
      `SELECT erase_envelope('${id}', '${request}', NULL)`,
      `SELECT forget_again('${request}')`,
      `DELETE FROM audit_personal`,
      `DELETE FROM blob`,
      `UPDATE envelope SET personal_erased_at = now() WHERE id = '${id}'`,
      `UPDATE recipient SET name = 'x' WHERE envelope_id = '${id}'`,
      `DELETE FROM field_value WHERE envelope_id = '${id}'`,
      `UPDATE retention_rule SET locked = false`,
      `DELETE FROM retention_rule`,
      `DELETE FROM erasure_entry`,
    ]) {
      await expect(sql('app', statement), statement).rejects.toThrow();
    }
  });

  it('changes with an event that has old and new, and refuses what contradicts itself', async () => {
    await expect(
      declare({ documentsAfterDays: 90, personalAfterDays: 30, locked: false }),
    ).rejects.toMatchObject({ code: 'retention-contradicts' });
    const before = await sql('admin', "SELECT 1 AS x FROM audit_event WHERE type = 'retention.changed'");
    await declare(kept);
    expect(
      await sql('admin', "SELECT 1 AS x FROM audit_event WHERE type = 'retention.changed'"),
    ).toHaveLength(before.length);
    await declare(null);
    const [event] = await sql(
      'admin',
      "SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE type = 'retention.changed' ORDER BY seq DESC LIMIT 1",
    );
    expect(JSON.parse(String(event?.text))).toMatchObject({ data: { previous: kept, next: null } });
  });

  it('erases nothing without its event', async () => {
    const id = await endedDaysAgo('No event', 0);
    const erasure = {
      id: instance.ids.uuid(),
      scope: 'personal',
      cause: 'request',
      recipientIds: [],
      subjects: [],
      texts: true,
      sender: true,
      requestId: null,
    } as const;
    await expect(
      instance.unitOfWork.transact(instance.organisationId, async (tx) => {
        await tx.forgetting.erase(id, erasure);
        await record(tx, [], bySystem);
      }),
    ).rejects.toThrow();
    expect(await stateOf(id)).toMatchObject({ personalErasedAt: null });
  });
});

describe('a backup from before an erasure', () => {
  it('serves nobody until the erasures are done again', async () => {
    const id = await endedDaysAgo('Will be erased', 0);
    const listFile = join(instance.dir, 'list.jsonl');
    const listOf = (database: PrismaDueForgetting) =>
      new KeepErasureList(database, new FileErasureList(listFile));
    const live = new PrismaDueForgetting(instance.prisma);
    const { createPrismaClient } = await import('../../infra/database/prisma-client.js');
    backup = await copied(instance);
    await eraseWhole(id);
    await listOf(live).run();
    await listOf(live).assertApplied();
    expect(readFileSync(listFile, 'utf8')).not.toContain('Ben Okri');
    const restored = createPrismaClient({
      databaseUrl: backup.urlOf('app'),
      applicationName: 'test',
      poolSize: 2,
    });
    try {
      const old = new PrismaDueForgetting(restored);
      await expect(listOf(old).assertApplied()).rejects.toMatchObject({ code: 'erasures-not-applied' });
      expect(
        (await backup.query('admin', `SELECT name FROM recipient WHERE envelope_id = '${id}'`))[0],
      ).toEqual({ name: 'Ben Okri' });
      expect(reapply(listFile)).toMatch(/^[1-9]\d* of \d+ erasures were done again/);
      await listOf(old).assertApplied();
      expect(
        (await backup.query('admin', `SELECT name FROM recipient WHERE envelope_id = '${id}'`))[0],
      ).toEqual({ name: '(erased)' });
      expect(
        await backup.query(
          'admin',
          `SELECT 1 AS x FROM audit_personal p JOIN audit_event e ON e.id = p.event_id WHERE e.stream = 'envelope:${id}'`,
        ),
      ).toEqual([]);
      expect(reapply(listFile)).toMatch(/knows all/);
      const { PrismaUnitOfWork } = await import('../../infra/database/prisma-unit-of-work.js');
      const { SilentBell } = await import('../../testing/silent-bell.js');
      await new TellRestored(new PrismaUnitOfWork(restored, instance.ids, new SilentBell()), old).run();
      const [event] = await backup.query(
        'admin',
        `SELECT convert_from(bytes, 'UTF8') AS text FROM audit_event WHERE stream = 'envelope:${id}' AND type = 'envelope.erased'`,
      );
      expect(JSON.parse(String(event?.text))).toMatchObject({ data: { cause: 'restore' } });
    } finally {
      await restored.$disconnect();
    }
  });
});

/** A copy needs a database nobody is connected to: every process stops, as for a real restore. */
async function copied({ database }: TestInstance): Promise<TestDatabase> {
  await Promise.all(running.map((each) => each.kill('SIGTERM')));
  await instance.prisma.$disconnect();
  return await copyTestDatabase(database);
}

/** As an operator does it. */
function reapply(listFile: string): string {
  const script = fileURLToPath(new URL('../../../../../prisma/reapply-erasures.mjs', import.meta.url));
  const env = { PATH: process.env.PATH, DATABASE_ADMIN_URL: backup.adminUrl, ERASURE_LIST_FILE: listFile };
  return execFileSync(process.execPath, [script], { env, encoding: 'utf8' });
}
