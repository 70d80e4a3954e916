import { describe, expect, it } from 'vitest';
import { sampleIds } from '../testing/sample-envelope.js';
import { buildCertificate } from './build-certificate.js';
import type { PartySignature } from './certificate-data.js';
import { identify } from './identify-party.js';
import { tellDevice } from './tell-device.js';
import { ada, sampleInput, strokesHash } from './testing/sample-certificate.js';
import { chooseLanguage, wordsOf } from './words/choose-language.js';

type Own = Parameters<typeof identify>[0];

/** Events about one recipient, as far as identification reads them. */
function story(...told: [type: string, identification?: string[]][]): Own {
  return told.map(([type, identification], index) => {
    return { seq: index + 1, type, data: identification ? { identification } : {} } as unknown as Own[number];
  });
}
const actsOf = (own: Own) => own.filter(({ type }) => /opened|signed|declined/.test(type));
const judge = (own: Own) => identify(own, actsOf(own));

describe('how a person was identified', () => {
  it.each([
    ['mailed-link', ['mailed-link']],
    ['email-code', ['email-code']],
    ['passkey', ['passkey']],
    ['mailed-link', ['passkey', 'mailed-link']],
    ['email-code', ['passkey', 'email-code']],
    ['revealed-link', ['passkey', 'email-code', 'revealed-link', 'mailed-link']],
    ['revealed-link', ['retina-scan', 'revealed-link']],
    [null, ['retina-scan']],
    [null, ['passkey', 'retina-scan']],
  ] as const)('is %s by %j: the weakest decides', (level, methods) => {
    expect(judge(story(['recipient.invited'], ['recipient.signed', [...methods]]))?.level).toBe(level);
  });

  it('is lowered by a link that was shown before, and not by one shown afterwards', () => {
    const revealed = story(
      ['recipient.invited'],
      ['recipient.link-revealed'],
      ['recipient.signed', ['passkey']],
    );
    expect(judge(revealed)).toEqual({ level: 'revealed-link', recorded: ['passkey', 'revealed-link'] });
    const later = story(
      ['recipient.invited'],
      ['recipient.signed', ['passkey']],
      ['recipient.link-revealed'],
    );
    expect(judge(later)?.level).toBe('passkey');
  });

  it('is no more than the record knows for acts that name no method', () => {
    expect(judge(story(['recipient.invited'], ['recipient.opened'], ['recipient.declined']))?.level).toBe(
      'mailed-link',
    );
    expect(judge(story(['recipient.opened'], ['recipient.declined']))).toEqual({ level: null, recorded: [] });
    expect(judge(story(['recipient.invited']))).toBeNull();
  });
});

describe('the signature on a certificate', () => {
  const drawn = { strokes: [[0.1, 0.5, 0.9, 0.4]], aspect: 2.5 };
  const fieldId = sampleIds.field(0, 0);
  const person = { ...ada, drawn: { ...drawn, sha256Hex: strokesHash(fieldId, drawn) } };
  const signatureWith = (change: Parameters<typeof sampleInput>[1]): PartySignature | null =>
    buildCertificate(sampleInput({ people: [person] }, change)).parties[0]?.signature ?? null;
  const recipient = {
    id: sampleIds.recipient(0),
    name: 'Ada',
    email: 'a@example.org',
    role: 'signer' as const,
  };

  it('is the drawing whose fingerprint the record holds', () => {
    expect(signatureWith({})).toEqual({ kind: 'drawn', ...drawn });
  });

  it('is never another drawing', () => {
    const other = { fieldId, strokes: [[0.1, 0.5, 0.9, 0.5]], aspect: 2.5 };
    const change = { recipients: [{ ...recipient, signatures: [other] }] };
    expect(() => signatureWith(change)).toThrow(
      expect.objectContaining({ code: 'certificate-input-mismatch' }),
    );
  });

  it('says so when the drawing was not kept, or was erased', () => {
    expect(signatureWith({ recipients: [recipient] })).toEqual({ kind: 'not-kept' });
    const { personal } = sampleInput({ people: [person] });
    const kept = personal.filter(({ subject }) => !subject.startsWith('recipient:'));
    expect(signatureWith({ personal: kept })).toEqual({ kind: 'erased' });
  });
});

describe('a device', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1',
      { browser: 'Safari 18', system: 'iOS 18.2', kind: 'phone' },
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
      { browser: 'Microsoft Edge 141', system: 'Windows 10+', kind: 'computer' },
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
      { browser: 'Firefox 143', system: 'Linux', kind: 'computer' },
    ],
  ])('is read from %s', (userAgent, told) => expect(tellDevice(userAgent)).toEqual(told));

  it.each(['curl/8.5.0', 'x', '<script>alert(1)</script>'])('is not guessed from %s', (userAgent) => {
    expect(tellDevice(userAgent)).toBeNull();
  });
});

describe('the language of a recipient', () => {
  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.4,fr-CA;q=0.9', 'fr'],
    ['es-419', 'es'],
    ['en-GB', 'en'],
    ['ja,de;q=0.5', null],
    ['', null],
    [null, null],
    ['__proto__', null],
  ] as const)('asked for as %s is %s', (asked, language) => expect(chooseLanguage(asked)).toBe(language));

  it('has words for everything, none of them left in English', () => {
    const english = wordsOf('en');
    for (const language of ['de', 'fr', 'es'] as const) {
      const { months, identification, summary } = wordsOf(language);
      expect(months).toHaveLength(12);
      expect(summary).not.toBe(english.summary);
      for (const level of ['revealed-link', 'mailed-link', 'email-code', 'passkey'] as const) {
        expect(identification[level].method).not.toBe(english.identification[level].method);
        // However it is worded: what was proven is a simple signature.
        expect(identification[level].assurance).toMatch(/einfache|simple/i);
      }
    }
  });

  it('is only told where it is not the language of the certificate', () => {
    const partyOf = (language: string) =>
      buildCertificate(sampleInput({ people: [{ ...ada, language }] })).parties[0];
    expect(partyOf('fr-FR')?.language).toBe('fr');
    expect(partyOf('en-US')?.language).toBeNull();
  });
});
