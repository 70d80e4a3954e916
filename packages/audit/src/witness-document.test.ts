import { expect, it } from 'vitest';
import type { AuditEvent } from './event.js';
import { shortFingerprint } from './short-fingerprint.js';
import { witnessDocument } from './witness-document.js';

const frozenSha256Hex = '3f2a91bc77d012ef'.padEnd(64, '0');
const document = { documentId: 'd1', frozenSha256Hex };
const event = (seq: number, type: string, data: object) => ({ seq, type, data }) as AuditEvent;
const act = (seq: number, type: string, recipientId: string, sha256Hex = frozenSha256Hex) =>
  event(seq, type, {
    recipientId,
    documents: [
      { documentId: 'd0', sha256Hex: 'f'.repeat(64) },
      { documentId: 'd1', sha256Hex },
    ],
  });

it('is short enough to read aloud, and the same everywhere', () => {
  expect(shortFingerprint(frozenSha256Hex)).toBe('3f2a 91bc 77d0 12ef');
  expect(shortFingerprint(frozenSha256Hex.toUpperCase())).toBe('3f2a 91bc 77d0 12ef');
  expect(shortFingerprint('')).toBe('');
});

it('follows the bytes of a document from the first look to the seal', () => {
  const events = [
    act(1, 'recipient.opened', 'a'),
    act(2, 'recipient.opened', 'b'),
    act(3, 'recipient.consented', 'a'),
    act(4, 'recipient.signed', 'a'),
    act(5, 'recipient.approved', 'b'),
    event(6, 'document.sealed', document),
  ];
  expect(witnessDocument(events, document)).toEqual({
    ...{ shownTo: 2, agreedBy: 1, signedBy: 2, isSealedAsShown: true, contradictions: [] },
  });
});

it('names the events that speak of other bytes', () => {
  const other = 'e'.repeat(64);
  const events = [
    act(1, 'recipient.opened', 'a'),
    act(2, 'recipient.signed', 'a', other),
    event(3, 'document.sealed', { ...document, frozenSha256Hex: other }),
  ];
  expect(witnessDocument(events, document)).toMatchObject({
    ...{ signedBy: 0, isSealedAsShown: false, contradictions: [2, 3] },
  });
});
