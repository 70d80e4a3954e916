import { describe, expect, it } from 'vitest';
import { buildEvent, type NewEvent, prepareEvent } from './build-event.js';
import { canonicalBytes } from './canonical.js';
import { toHex } from './digest.js';

const stream = 'envelope:01980000-0000-7000-8000-000000000001';
const recipientId = '01980000-0000-7000-8000-00000000000a';

function consented(
  overrides: Partial<NewEvent<'recipient.consented'>> = {},
): NewEvent<'recipient.consented'> {
  return {
    id: '01980000-0000-7000-8000-0000000000e1',
    stream,
    seq: 1,
    atIso: '2026-03-14T09:26:53.589Z',
    type: 'recipient.consented',
    actor: { kind: 'recipient', id: recipientId },
    data: { recipientId, textVersion: '2026-01', textSha256Hex: 'ab'.repeat(32) },
    personal: [
      {
        subject: `recipient:${recipientId}`,
        value: { name: 'Ada Lovelace', ip: '192.0.2.7', userAgent: 'Test' },
        salt: new Uint8Array(32).fill(7),
      },
    ],
    ...overrides,
  };
}

function refusal(event: unknown): { code: string; message: string } {
  try {
    buildEvent(event as NewEvent);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
  throw new Error('expected a refusal');
}

describe('buildEvent', () => {
  it('gives the same bytes for the same facts, in the order of RFC 8785', () => {
    const first = buildEvent(consented());
    expect(first.bytes).toEqual(buildEvent(consented()).bytes);
    const text = new TextDecoder().decode(first.bytes);
    expect(text.startsWith('{"actor":{"id":"01980000')).toBe(true);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'actor',
      'at',
      'data',
      'id',
      'personal',
      'seq',
      'stream',
      'type',
      'v',
    ]);
  });

  it('keeps personal values out of the bytes', () => {
    const built = buildEvent(consented());
    const text = new TextDecoder().decode(built.bytes);
    expect(text).not.toContain('Ada');
    expect(text).not.toContain('192.0.2.7');
    expect(text).toContain(built.personal[0]?.commitHex);
    expect(built.personal[0]?.valueJson).toBe('{"ip":"192.0.2.7","name":"Ada Lovelace","userAgent":"Test"}');
  });

  it('sorts subjects and refuses one named twice', () => {
    const salt = new Uint8Array(32);
    const visitor = { subject: `visitor:${recipientId}`, value: { ip: '::1' }, salt } as const;
    const user = { subject: `user:${recipientId}`, value: { ip: '::1' }, salt } as const;
    const built = buildEvent(consented({ personal: [visitor, user] }));
    expect(built.personal.map((entry) => entry.subject)).toEqual([user.subject, visitor.subject]);
    expect(refusal(consented({ personal: [user, user] })).code).toBe('event-invalid');
  });

  it('brings a stranger’s text into one spelling and cuts an endless user agent', () => {
    const value = { name: 'Ame\u0301lie \ud800', userAgent: 'x'.repeat(9000) };
    const built = buildEvent(
      consented({ personal: [{ subject: `recipient:${recipientId}`, value, salt: new Uint8Array(32) }] }),
    );
    const stored = JSON.parse(built.personal[0]?.valueJson ?? '') as typeof value;
    expect(stored.name).toBe('Am\u00e9lie \ufffd');
    expect(stored.userAgent).toHaveLength(512);
  });

  it.each([
    ['an unknown type', { type: 'recipient.teleported' }, 'event-type-unknown'],
    ['an unknown member of data', { data: { ...consented().data, mood: 'good' } }, 'event-invalid'],
    ['a member that is undefined', { data: { ...consented().data, language: undefined } }, 'event-invalid'],
    ['a fraction as sequence number', { seq: 1.5 }, 'event-invalid'],
    ['a sequence number beyond 2^53', { seq: 2 ** 53 }, 'event-invalid'],
    ['a time without milliseconds', { atIso: '2026-03-14T09:26:53Z' }, 'event-invalid'],
    ['a day that does not exist', { atIso: '2026-02-30T09:26:53.000Z' }, 'event-invalid'],
    ['an actor without id', { actor: { kind: 'user', id: null } }, 'event-invalid'],
    ['a stream of the wrong kind', { stream: `organisation:${recipientId}` }, 'event-invalid'],
    ['an upper-case id', { id: '01980000-0000-7000-8000-0000000000EF' }, 'event-invalid'],
    [
      'a salt of 16 bytes',
      { personal: [{ ...consented().personal[0], salt: new Uint8Array(16) }] },
      'personal-invalid',
    ],
    [
      'an empty personal value',
      { personal: [{ ...consented().personal[0], value: {} }] },
      'personal-invalid',
    ],
    [
      'a subject it cannot speak about',
      { personal: [{ ...consented().personal[0], subject: `bulk:${recipientId}` }] },
      'personal-invalid',
    ],
  ])('refuses %s', (_name, change, code) => {
    expect(refusal({ ...consented(), ...change }).code).toBe(code);
  });

  it('never quotes a personal value in a refusal', () => {
    const personal = [
      { subject: `recipient:${recipientId}`, value: { surname: 'Lovelace' }, salt: new Uint8Array(32) },
    ];
    const { message } = refusal({ ...consented(), personal });
    expect(message).not.toContain('Lovelace');
    expect(message).toContain('recipient.consented recipient');
  });

  it('hashes what it returns', () => {
    const built = buildEvent(consented());
    expect(toHex(built.eventHash)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('prepareEvent', () => {
  const actor = { kind: 'system', id: null } as const;
  const odd = 'Zeile 1\nTab\t"quoted" \u2028 ü';

  it.each([
    ['a recipient’s', consented()],
    ['a long number', consented({ seq: Number.MAX_SAFE_INTEGER })],
    [
      'the system’s, with odd text',
      consented({
        actor,
        personal: [
          { subject: `recipient:${recipientId}`, value: { name: odd }, salt: new Uint8Array(32).fill(9) },
        ],
      }),
    ],
  ])('gives parts that are the canonical bytes once the place stands between them: %s', (_name, event) => {
    const { parts, personal } = prepareEvent(event);
    const text = parts[0] + event.atIso + parts[1] + event.seq + parts[2];
    expect([...canonicalBytes(JSON.parse(text))]).toEqual([...new TextEncoder().encode(text)]);
    expect([...buildEvent(event).bytes]).toEqual([...new TextEncoder().encode(text)]);
    expect([...parts, ...personal.map(({ valueJson }) => valueJson)].join('')).not.toMatch(/[\n\t]/);
  });
});
