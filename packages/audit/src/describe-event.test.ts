import { describe, expect, it } from 'vitest';
import { describeEvent } from './describe-event.js';
import { sampleEnvelope, sampleIds } from './testing/sample-envelope.js';
import { decodeEvent } from './write-audit-json.js';

const events = sampleEnvelope().records.map(({ bytes }) => decodeEvent(bytes));
const names = new Map([
  [`recipient:${sampleIds.recipient(0)}`, 'Ada Lovelace'],
  [`user:${sampleIds.user}`, 'Grace Hopper'],
]);

describe('describeEvent', () => {
  it('tells the story of an envelope', () => {
    expect(events.map((event) => describeEvent(event, names))).toEqual([
      'Grace Hopper created the envelope',
      'Grace Hopper sent the envelope to 1 recipient',
      'The invitation to Ada Lovelace was accepted by the mail server',
      'Ada Lovelace opened the document',
      'Ada Lovelace consented to sign electronically (text 2026-01)',
      'Ada Lovelace filled a signature field',
      'Ada Lovelace filled a text field',
      'Ada Lovelace signed',
      'Everybody has acted; sealing began',
      'The seal of the document was prepared',
      'The token sealed the document',
      'The envelope was completed with 1 sealed document',
    ]);
  });

  it('says what somebody confirmed in the words they read, of many the first', () => {
    const [event] = events;
    if (event === undefined) throw new Error('the sample has events');
    const tell = (count: number) => {
      const changes = Array.from({ length: count }, (_, at) => ({
        code: 'pdf-a',
        sentence: `Change ${at}.`,
      }));
      const data = {
        ...{ documentId: sampleIds.document, changes },
        ...{ originalSha256Hex: 'ab'.repeat(32), frozenSha256Hex: 'cd'.repeat(32) },
        ...{ userId: sampleIds.user, confirmedAt: event.at },
      };
      return describeEvent({ ...event, type: 'document.warnings-confirmed', data }, names);
    };
    expect(tell(1)).toBe('Grace Hopper confirmed what was changed in a document: Change 0');
    expect(tell(5)).toMatch(/: Change 0\. Change 1\. Change 2\. And 2 more$/);
  });

  it('counts what was opened, and calls a field what people call it', () => {
    const told = sampleEnvelope({ annexes: ['b.pdf'] }).records.map(({ bytes }) => decodeEvent(bytes));
    const opened = told.find(({ type }) => type === 'recipient.opened');
    const filled = told.find(({ type }) => type === 'recipient.filled');
    if (opened === undefined || filled === undefined) throw new Error('the sample has both');
    const one = { documentId: sampleIds.document, sha256Hex: 'ab'.repeat(32) };
    const several = { ...opened, data: { ...opened.data, documents: [one, one, one] } };
    expect(describeEvent(several, names)).toBe('Ada Lovelace opened the 3 documents');
    const initials = { ...filled, data: { ...filled.data, fieldType: 'initials' } };
    expect(describeEvent(initials, names)).toBe('Ada Lovelace filled an initials field');
  });

  it('names nobody who was forgotten', () => {
    const told = events.map((event) => describeEvent(event, new Map()));
    expect(told).toContain('A recipient signed');
    expect(told).toContain('A user created the envelope');
    expect(told.join()).not.toContain('Ada');
  });

  it('says who had a stopped seal tried again', () => {
    const [event] = events;
    if (event === undefined) throw new Error('the sample has events');
    const stopped = { sealId: sampleIds.user, documentId: sampleIds.user, fence: 2, code: 'blob-damaged' };
    const retried = { ...event, type: 'seal.retried', data: { ...stopped, purpose: 'certificate' } };
    expect(describeEvent(retried, names)).toBe('Grace Hopper asked to seal the audit certificate again');
  });

  it('keeps what it does not know', () => {
    const [event] = events;
    if (event === undefined) throw new Error('the sample has events');
    expect(describeEvent({ ...event, type: 'envelope.notarised' }, names)).toBe('Event envelope.notarised');
    expect(describeEvent({ ...event, data: { source: 'fax' } }, names)).toBe('Event envelope.created');
  });
});
