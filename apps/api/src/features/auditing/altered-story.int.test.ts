import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LooseJson } from '../../testing/api-browser.js';
import { type AuditRoom, createAuditRoom } from '../../testing/audit-room.js';

let room: AuditRoom;
beforeAll(async () => {
  room = await createAuditRoom();
});
afterAll(() => room?.close());

/** As a superuser would: the triggers go first. */
const edit = (bytes: string) =>
  room.api.database.query(
    'admin',
    `ALTER TABLE audit_event DISABLE TRIGGER ALL;
     UPDATE audit_event SET bytes = ${bytes} WHERE stream = 'envelope:${room.story.id}' AND seq = 2;
     ALTER TABLE audit_event ENABLE TRIGGER ALL`,
  );

const read = async (answer: Promise<{ status: number; json: LooseJson }>, list: string) => {
  const { status, json } = await answer;
  const events = json[list] as unknown as { seq: number; intact: boolean; sentence: string }[];
  return { status, events };
};
const inTheAuditRoom = () => read(room.auditor.post(`/audit/envelopes/${room.story.id}/views`), 'events');
const onTheEnvelopePage = () => read(room.admin.get(`/envelopes/${room.story.id}/events`), 'items');

const readers = [
  ['the audit room', inTheAuditRoom],
  ["the envelope's page", onTheEnvelopePage],
] as const;

describe('the story of a record that somebody altered', () => {
  it('is whole before', async () => {
    for (const [where, story] of readers)
      expect(
        (await story()).events.filter(({ intact }) => !intact),
        where,
      ).toEqual([]);
  });

  it('says from which event on it is not what was recorded', async () => {
    await edit(`convert_to(replace(convert_from(bytes, 'UTF8'), '"v":1', '"v":1 '), 'UTF8')`);
    for (const [where, story] of readers) {
      const { status, events } = await story();
      expect(status, where).toBe(200);
      expect(
        events.map(({ intact }) => intact),
        where,
      ).toEqual(events.map(({ seq }) => seq < 2));
    }
  });

  it('is still told where bytes cannot be read at all', async () => {
    await edit(`'\\xff00'::bytea`);
    for (const [where, story] of readers) {
      const { status, events } = await story();
      expect(status, where).toBe(200);
      expect(events[1], where).toMatchObject({
        intact: false,
        sentence: 'The bytes of this event can no longer be read',
      });
    }
  });
});
