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

const story = async () => {
  const { status, json } = await room.auditor.post(`/audit/envelopes/${room.story.id}/views`);
  const events = (json as LooseJson).events as unknown as {
    seq: number;
    intact: boolean;
    sentence: string;
  }[];
  return { status, events };
};

describe('the story of a record that somebody altered', () => {
  it('says from which event on it is not what was recorded', async () => {
    expect((await story()).events.every(({ intact }) => intact)).toBe(true);
    await edit(`convert_to(replace(convert_from(bytes, 'UTF8'), '"v":1', '"v":1 '), 'UTF8')`);
    const { status, events } = await story();
    expect(status).toBe(200);
    expect(events.map(({ intact }) => intact)).toEqual(events.map(({ seq }) => seq < 2));
  });

  it('is still told where bytes cannot be read at all', async () => {
    await edit(`'\\xff00'::bytea`);
    const { status, events } = await story();
    expect(status).toBe(200);
    expect(events[1]).toMatchObject({
      intact: false,
      sentence: 'The bytes of this event can no longer be read',
    });
  });
});
