import { describe, expect, it } from 'vitest';
import { anEnvelope, drawable, later, NOON, readyPlatform } from '../testing/an-envelope.js';
import { AppError } from './app-error.js';
import type { DraftEnvelope } from './envelope.js';
import type { PlatformFacts } from './platform-readiness.js';
import { readiness } from './readiness.js';
import { REHEARSED_BEFORE } from './rehearsal.js';
import { send } from './send.js';

const codesOf = (draft: DraftEnvelope, platform: PlatformFacts = readyPlatform(), find = drawable) =>
  readiness(draft, platform, find, NOON).map((problem) => problem.code);

const good = () => anEnvelope().with('signer');
const withRecipient = (change: object): DraftEnvelope => {
  const draft = good().draft();
  return { ...draft, recipients: draft.recipients.map((one) => ({ ...one, ...change })) };
};
const withField = (change: object): DraftEnvelope => {
  const draft = good().draft();
  return { ...draft, fields: draft.fields.map((one) => ({ ...one, ...change })) };
};
const box = (x: number, y: number, width: number, height: number) => ({ box: { x, y, width, height } });

describe('what stands between a draft and being sent', () => {
  it('is nothing for a signer with a signature field, or an approver without one', () => {
    expect(codesOf(good().draft())).toEqual([]);
    expect(codesOf(anEnvelope().with('approver').draft())).toEqual([]);
  });

  it.each<[string, DraftEnvelope]>([
    ['title-missing', good().draft({ title: '  ' })],
    ['expiry-invalid', good().draft({ expiresInDays: 0 })],
    ['expiry-invalid', good().draft({ expiresInDays: 1.5 })],
    ['signer-missing', anEnvelope().with('copy').draft()],
    ['signature-field-missing', good().draft({ fields: [] })],
    ['recipient-name-invalid', withRecipient({ name: ' ' })],
    ['recipient-name-invalid', withRecipient({ name: 'Ada\u202Efdp.exe' })],
    ['recipient-email-invalid', withRecipient({ email: 'ada@example' })],
    ['recipient-email-invalid', withRecipient({ email: '"a@evil.test x"@ok.test' })],
    ['routing-order-invalid', withRecipient({ routingOrder: 0 })],
    ['field-page-unknown', withField({ pageNumber: 2 })],
    ['field-page-unknown', withField({ pageNumber: 0 })],
    ['field-outside-page', withField(box(0.9, 0.1, 0.2, 0.1))],
    ['field-outside-page', withField(box(-0.1, 0.1, 0.2, 0.1))],
    ['field-outside-page', withField(box(0.1, 0.1, 0, 0.1))],
    ['field-outside-page', withField(box(Number.NaN, 0.1, 0.1, 0.1))],
    ['prefill-not-allowed', withField({ prefilled: 'x' })],
    ['field-for-copy', anEnvelope().with('signer').with('copy').field('text').draft()],
    ['signature-for-approver', anEnvelope().with('approver').field('signature').draft()],
    ['prefill-invalid', good().field('checkbox', { prefilled: 'yes' }).draft()],
  ])('%s', (code, draft) => {
    expect(codesOf(draft)).toContain(code);
  });

  it('names a missing document', () => {
    expect(codesOf(good().draft({ documents: [], fields: [] }))).toContain('document-missing');
  });

  it('refuses names and values the fonts cannot draw, with the pointer to them', () => {
    const find = (text: string) => (text.includes('☃') ? ['☃'] : []);
    const draft = { ...withRecipient({ name: 'Ada ☃' }) };
    expect(readiness(draft, readyPlatform(), find, NOON)).toMatchObject([
      { code: 'text-undrawable', pointer: '/recipients/0/name' },
    ]);
    const value = good().field('text', { prefilled: '☃' }).draft();
    expect(readiness(value, readyPlatform(), find, NOON)).toMatchObject([
      { code: 'text-undrawable', pointer: '/fields/1/value' },
    ]);
  });
});

describe('the platform', () => {
  const key = (notBefore: string, notAfter: string) => ({
    ...readyPlatform(),
    sealKey: { notBefore: new Date(notBefore), notAfter: new Date(notAfter) },
  });
  it.each<[string, PlatformFacts]>([
    ['seal-key-missing', { ...readyPlatform(), sealKey: null }],
    ['seal-key-expired', key('2020-01-01', '2026-05-31')],
    ['seal-key-not-yet-valid', key('2026-06-02', '2030-01-01')],
    ['seal-key-expires-too-soon', key('2020-01-01', '2026-06-20')],
    ['sealing-not-ready', { ...readyPlatform(), sealer: null }],
    ['sealing-not-ready', readyPlatform(later(-5))],
    [
      'sealing-not-ready',
      { ...readyPlatform(), sealer: { state: 'waiting', detail: 'No token.', checkedAt: NOON } },
    ],
  ])('%s stops a draft that is ready otherwise', (code, platform) => {
    expect(codesOf(good().draft(), platform)).toEqual([code]);
  });

  it('answers an expired certificate with its own code, so that a person knows whom to ask', () => {
    const platform = key('2020-01-01', '2026-05-31');
    const sending = () =>
      send(good().draft(), { platform, findUndrawable: drawable, rehearsed: REHEARSED_BEFORE }, NOON);
    expect(sending).toThrow(AppError);
    expect(sending).toThrow(expect.objectContaining({ code: 'seal-key-expired' }));
  });

  it('answers several faults together', () => {
    const sending = () =>
      send(
        good().draft({ title: '', fields: [] }),
        { platform: readyPlatform(), findUndrawable: drawable, rehearsed: REHEARSED_BEFORE },
        NOON,
      );
    expect(sending).toThrow(
      expect.objectContaining({
        code: 'envelope-not-ready',
        errors: [
          expect.objectContaining({ pointer: '/title' }),
          expect.objectContaining({ pointer: '/recipients/0' }),
        ],
      }),
    );
  });
});
