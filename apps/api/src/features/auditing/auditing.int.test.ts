import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiBrowser, LooseJson } from '../../testing/api-browser.js';
import { ApiStory } from '../../testing/api-story.js';
import { type AuditRoom, createAuditRoom, idsIn } from '../../testing/audit-room.js';

let room: AuditRoom;
beforeAll(async () => {
  room = await createAuditRoom();
});
afterAll(() => room?.close());

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('the search', () => {
  it('finds by id, title, person, document hash, period and state', async () => {
    const original = (await room.find({ words: room.story.id })).items?.[0]?.documents?.[0]?.originalSha256;
    const { email } = room.owner;
    const hits: object[] = [
      { words: room.story.id.toUpperCase() },
      { words: 'ontrac' },
      { person: 'PERSON 0' },
      { person: 'person0@example' },
      { person: email },
      { documentSha256: String(original).toUpperCase() },
      { from: minutesFromNow(-30), to: minutesFromNow(1) },
      { moment: 'sent', from: minutesFromNow(-30), states: ['sent'] },
    ];
    for (const query of hits)
      expect([query, idsIn(await room.find(query))]).toEqual([query, [room.story.id]]);
    const misses: object[] = [
      { words: 'Contract%' },
      { words: room.api.ids.uuid() },
      { person: 'person_@example' },
      { documentSha256: '00'.repeat(32) },
      { to: minutesFromNow(-60) },
      { moment: 'ended' },
      { states: ['completed'] },
      { held: true },
    ];
    for (const query of misses) expect([query, idsIn(await room.find(query))]).toEqual([query, []]);
  });

  it('refuses what is no hash, time or state', async () => {
    for (const body of [
      { documentSha256: 'abc' },
      { from: 'yesterday' },
      { states: ['lost'] },
      { limit: 0 },
    ]) {
      expect([body, (await room.auditor.post('/audit/searches', body)).status]).toEqual([body, 422]);
    }
    expect((await room.auditor.post('/audit/searches', { cursor: 'x' })).json.code).toBe('cursor-invalid');
  });

  it('goes through everything page by page, each row once', async () => {
    for (let i = 0; i < 4; i += 1) await new ApiStory(room.api, room.admin, room.owner).sent();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: LooseJson = await room.find({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...idsIn(page));
      expect(page.total).toBe(5);
      cursor = page.nextCursor as unknown as string | null;
    } while (cursor !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  it('is recorded before the answer, and keeps what was typed beside the event', async () => {
    const before = (await room.ownEvents()).length;
    await room.find({ person: 'Person 0', words: 'Contract', states: ['sent'] });
    const written = (await room.ownEvents()).slice(before);
    expect(written).toMatchObject([{ type: 'audit.searched', data: { rowCount: 5, states: ['sent'] } }]);
    expect(JSON.stringify(written)).not.toContain('Person 0');
    const beside = await room.inOwn(
      `SELECT value FROM audit_personal WHERE subject = 'search:${String(written[0]?.data.searchId)}'`,
    );
    expect(JSON.parse(String(beside[0]?.value))).toEqual({ person: 'Person 0', words: 'Contract' });
  });

  it('tells nothing to another organisation', async () => {
    expect(idsIn(await room.find({ words: room.story.id }, room.stranger))).toEqual([]);
    expect(idsIn(await room.find({ person: 'person0' }, room.stranger))).toEqual([]);
    expect((await room.stranger.post(`/audit/envelopes/${room.story.id}/views`)).status).toBe(404);
    expect(
      (
        await room.take(
          `/audit/envelopes/${room.story.id}/downloads`,
          { kind: 'evidence-package' },
          room.stranger,
        )
      ).status,
    ).toBe(404);
    expect(
      (await room.stranger.post(`/audit/envelopes/${room.story.id}/holds`, { reason: 'mine' })).status,
    ).toBe(404);
  });
});

describe('the story', () => {
  it('reads in sentences with actor, address and device, and says what the log has taken in', async () => {
    await room.log.sequencer().run();
    const { json } = await room.auditor.post(`/audit/envelopes/${room.story.id}/views`);
    const events = json.events as unknown as LooseJson[];
    const sent = events.find(({ type }) => String(type) === 'envelope.sent');
    expect(sent).toMatchObject({
      sentence: 'Ada Lovelace sent the envelope to 1 recipient',
      inCheckpoint: true,
    });
    expect(sent?.ip).toMatch(/127\.0\.0\.1|::1/);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(json.signedLogSize).toBeGreaterThan(Number(sent?.logIndex));
    expect((await room.ownEvents()).at(-1)).toEqual({
      type: 'audit.viewed',
      data: { part: 'timeline', envelopeId: room.story.id },
    });
  });
});

describe('a legal hold', () => {
  it('is placed and lifted by administrators, with reasons, and seen by auditors', async () => {
    const place = (browser: ApiBrowser, id = room.story.id) =>
      browser.post(`/audit/envelopes/${id}/holds`, { reason: 'Case 4711' });
    expect((await place(room.auditor)).status).toBe(403);
    const placed = await place(room.admin);
    expect(placed.json).toMatchObject({ reason: 'Case 4711', placedBy: 'Ada Lovelace', lifted: null });
    expect(idsIn(await room.find({ held: true }))).toEqual([room.story.id]);
    expect((await room.auditor.post('/audit/holds/views')).json.items?.[0]).toMatchObject({
      envelopeTitle: 'Contract',
    });
    const lift = (browser: ApiBrowser) =>
      browser.post(`/audit/holds/${String(placed.json.id)}/lift`, { reason: 'Settled' });
    expect((await lift(room.auditor)).status).toBe(403);
    expect((await lift(room.stranger)).status).toBe(404);
    expect((await lift(room.admin)).status).toBe(204);
    expect((await lift(room.admin)).json.code).toBe('legal-hold-lifted');
    const types = (await room.eventsOf(`envelope:${room.story.id}`)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('hold.'))).toEqual(['hold.placed', 'hold.lifted']);
    const draft = await new ApiStory(room.api, room.admin, room.owner).draft();
    expect((await place(room.admin, draft.id)).json.code).toBe('envelope-not-sent');
  });
});
