import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvelopeId } from '../../domain/ids.js';
import { inOrganisation } from '../../testing/seed-envelope.js';
import { createTestInstance, type TestInstance, until } from '../../testing/test-instance.js';
import { envelopeInSealing } from '../../testing/walk-envelope.js';
import { RequestErasure } from './request-erasure.js';

let instance: TestInstance;
beforeAll(async () => {
  instance = await createTestInstance();
  instance.start('sealer');
});
afterAll(async () => {
  await instance?.close();
});

const email = 'ben@example.test';
const ask = async (statement: string) => (await instance.database.query('admin', statement))[0];

async function certified(title: string): Promise<EnvelopeId> {
  const { id } = await envelopeInSealing(instance, title);
  await until(async () =>
    ask(`SELECT 1 AS x FROM envelope WHERE id = '${id}' AND certificate_sha256 IS NOT NULL`),
  );
  return id;
}

/** Runs a worker until it kills itself at the point. */
async function dieAt(point: string): Promise<void> {
  const worker = instance.start('worker', { SEALWRIGHT_CRASH_AT: point });
  expect(await worker.ended).toBe('SIGKILL');
  // What it held is free when its lease ends; a minute is long for a test.
  await instance.database.query(
    'admin',
    `SELECT set_config('app.organisation', '${instance.organisationId}', false); UPDATE outbox_job SET lease_until = now() - interval '1 second' WHERE lease_until > now()`,
  );
}

/** The documents still wait for an authority that is away. */
const oweTimestamps = () =>
  instance.database.query(
    'admin',
    inOrganisation(
      instance.organisationId,
      `INSERT INTO seal_extension (seal_id, organisation_id, envelope_id, target_level, state, cause_code, cause_detail,
         cause_since, next_attempt_at)
       SELECT id, organisation_id, envelope_id, 'B-LTA', 'waiting', 'timestamp-unavailable', 'Away.', now(),
         now() + interval '1 day' FROM seal WHERE kind = 'document'`,
    ),
  );

const request = (person: string) =>
  new RequestErasure(instance.unitOfWork, instance.ids).run(
    {
      organisationId: instance.organisationId,
      context: { actor: { kind: 'user' as const, id: instance.ids.uuid() } },
    },
    { email: person, confirm: person, ground: 'objection' as const, textsOf: [] },
  );
const resultOf = (requestId: string) =>
  until(
    async () =>
      await ask(
        `SELECT result FROM person_erasure WHERE id = '${requestId}' AND state = 'done' AND email IS NULL`,
      ),
  );

let ids: EnvelopeId[];
let first: ReturnType<TestInstance['start']>;

describe('an erasure of somebody who sent envelopes and is a member no more', () => {
  it('takes the name from the envelopes and says which certificates keep it', async () => {
    first = instance.start('worker');
    ids = [await certified('one'), await certified('two'), await certified('three')];
    const found = await resultOf(await request('ada@example.test'));
    expect(found?.result).toMatchObject({ envelopeCount: 3, kept: [], namedInCertificates: ids });
    const kept = `SELECT count(*)::int AS n FROM envelope WHERE sender_name = '(erased)' AND documents_erased_at IS NULL`;
    expect((await ask(kept))?.n).toBe(3);
  });
});

describe('an erasure killed again and again', () => {
  it('ends as if it had never been: each envelope erased once, no file, no key, no address left', async () => {
    await first.kill('SIGKILL');
    await oweTimestamps();
    const requestId = await request(email);
    await dieAt('F1');
    expect((await ask(`SELECT count(*)::int AS n FROM recipient WHERE name = '(erased)'`))?.n).toBe(1);
    await dieAt('F3');
    await dieAt('F2');
    expect((await ask(`SELECT email FROM person_erasure WHERE id = '${requestId}'`))?.email ?? email).toBe(
      email,
    );
    instance.start('worker');
    const { result } = (await resultOf(requestId)) ?? {};
    await until(
      async () =>
        (
          await ask(
            'SELECT count(*)::int AS n FROM blob_removal WHERE wrapped_key IS NOT NULL OR file_removed_at IS NULL',
          )
        )?.n === 0,
    );
    for (const id of ids) {
      const events = await ask(
        `SELECT count(*)::int AS n FROM audit_event WHERE stream = 'envelope:${id}' AND type = 'envelope.erased'`,
      );
      expect(events?.n, id).toBe(2);
      const owed = await instance.unitOfWork.read(instance.organisationId, (tx) =>
        tx.sealExtensions.ofEnvelope(id),
      );
      expect(owed.map(({ condition }) => condition.state)).toEqual(['done']);
    }
    // Their files are gone, and with them every certificate.
    expect(result).toMatchObject({ envelopeCount: 3, kept: [], namedInCertificates: [] });
    const folder = join(instance.dir, 'blobs', instance.organisationId);
    const left = existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}/.test(name))
      : [];
    expect(left).toEqual([]);
    const lines = readFileSync(join(instance.dir, 'blobs', 'erasures.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const listed = lines.map((line) => JSON.parse(line).id);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThanOrEqual(3);
  });
});
