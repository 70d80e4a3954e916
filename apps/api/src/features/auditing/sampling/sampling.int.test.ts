import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditRoom, createAuditRoom, idsIn } from '../../../testing/audit-room.js';
import { drawSample } from './draw-sample.js';

let room: AuditRoom;
beforeAll(async () => {
  room = await createAuditRoom();
});
afterAll(() => room?.close());

describe('a sample', () => {
  const period = { from: '2020-01-01T00:00:00.000Z', to: '2021-01-01T00:00:00.000Z' };
  /** Envelopes sent long ago cannot be made through the application: their rows are. */
  const longAgo = (count: number) =>
    room
      .inOwn(
        Array.from(
          { length: count },
          (
            _,
            index,
          ) => `INSERT INTO envelope (id, organisation_id, title, created_by, sender_name, sender_email)
          VALUES ('${room.api.ids.uuid()}', '${room.owner.organisationId}', 'Old ${index}', 'u', 'Ada', 'a@example.test')`,
        ).join(';'),
      )
      .then(() =>
        room.inOwn(`UPDATE envelope SET status = 'sent', sent_at = '2020-06-01', expires_at = '2030-01-01'
        WHERE organisation_id = '${room.owner.organisationId}' AND title LIKE 'Old %'`),
      );

  it('is drawn again by anybody with the seed and the ids, and recorded before it is shown', async () => {
    await longAgo(30);
    const { json } = await room.auditor.post('/audit/samples', { ...period, count: 7 });
    const population = (
      await room.inOwn("SELECT id::text FROM envelope WHERE sent_at < '2021-01-01' ORDER BY id")
    ).map(({ id }) => String(id));
    expect(population).toHaveLength(30);
    expect(idsIn(json)).toEqual(drawSample(population.reverse(), String(json.seed), 7));
    expect(json).toMatchObject({ populationCount: 30, seedBy: 'server', algorithm: 'sealwright-sample-v1' });
    expect((await room.ownEvents()).at(-1)).toMatchObject({
      type: 'audit.sampled',
      data: {
        seed: json.seed,
        populationCount: 30,
        populationSha256Hex: json.populationSha256,
        sampleCount: 7,
      },
    });
    const again = await room.auditor.post('/audit/samples', { ...period, count: 7, seed: String(json.seed) });
    expect(idsIn(again.json)).toEqual(idsIn(json));
    expect(again.json.seedBy).toBe('auditor');
    const listed = await room.auditor.post('/audit/samples/views');
    expect(listed.json.items?.[0]).toMatchObject({ seed: json.seed, seedBy: 'auditor' });
  });

  it('takes a seed somebody can write down, and a period that is over', async () => {
    const draw = (body: object) => room.auditor.post('/audit/samples', { ...period, count: 3, ...body });
    expect((await draw({ seed: 'short' })).json.code).toBe('sample-seed-invalid');
    expect((await draw({ seed: 'has a space in it' })).json.code).toBe('sample-seed-invalid');
    expect((await draw({ count: 0 })).status).toBe(422);
    expect((await draw({ from: period.to, to: period.from })).status).toBe(422);
    const future = await draw({ to: '2099-01-01T00:00:00.000Z' });
    expect(new Date(String(future.json.to)).getTime()).toBeLessThan(Date.now() - 100_000);
  });
});
