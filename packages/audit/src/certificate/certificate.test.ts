import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import {
  type SampleEnvelopeOptions,
  sampleEnvelope,
  sampleHashes,
  sampleIds,
} from '../testing/sample-envelope.js';
import { sampleSealKey } from '../testing/sample-seal-key.js';
import { verifyAuditJson } from '../verify-audit-json.js';
import { buildCertificate, type CertificateInput } from './build-certificate.js';
import type { CertificateData } from './certificate-data.js';
import type { Typesetter } from './layout/typesetter.js';
import { renderCertificate } from './render-certificate.js';
import { contentOf } from './testing/read-structure.js';
import { ada, sampleFonts, sampleInput } from './testing/sample-certificate.js';

const people = [ada] as const;
const input = sampleInput;
const fonts = sampleFonts;

const render = async (options: SampleEnvelopeOptions = {}) => {
  const data = buildCertificate(input(options));
  return { data, bytes: await renderCertificate(data, fonts) };
};
const recordOf = ({ attachments }: CertificateData) =>
  attachments.find(({ name }) => name === 'audit.json')?.bytes ?? new Uint8Array();

describe('buildCertificate', () => {
  it('takes the facts from the record', () => {
    const data = buildCertificate(input());
    expect(data.envelope).toMatchObject({ ending: 'completed', endReason: null });
    expect(data.documents[0]).toMatchObject({
      originalSha256Hex: sampleHashes.original,
      sealedSha256Hex: sampleHashes.sealed,
      pageCount: 3,
    });
    expect(data.parties[0]).toMatchObject({
      outcome: 'signed',
      consent: { textVersion: '2026-01' },
      ipAddresses: ['2001:db8:85a3::8a2e:370:7334'],
    });
    expect(data.parties[0]?.identification).toEqual({ level: 'mailed-link', recorded: ['mailed-link'] });
    expect(data.parties[0]?.signature).toEqual({ kind: 'typed', text: 'Ada Lovelace' });
    expect(data.sealKey.subject).toBe('CN=Example GmbH seal 2026, O=Example GmbH, C=DE');
    expect(data.head.seq).toBe(data.events.length);
  });

  it.each([
    ['declined', 'declined', 'The price in clause 4 is not what we agreed on the telephone.'],
    ['voided', 'invited', 'The price in clause 4 is not what we agreed on the telephone.'],
    ['expired', 'invited', null],
  ] as const)('tells how an envelope was %s', (ending, outcome, endReason) => {
    const data = buildCertificate(input({ ending }));
    expect(data.envelope).toMatchObject({ ending, endReason });
    expect(data.parties[0]?.outcome).toBe(outcome);
    expect(data.documents[0]?.sealedSha256Hex).toBeNull();
  });

  it('says nothing about a person who was forgotten, and counts what is gone', () => {
    const { personal } = sampleEnvelope({ people });
    const kept = personal.filter((value) => !value.subject.startsWith('recipient:'));
    const forgotten = [{ id: sampleIds.recipient(0), name: null, email: null, role: 'signer' as const }];
    const data = buildCertificate(input({}, { personal: kept, recipients: forgotten }));
    expect(data.erasedCount).toBe(personal.length - kept.length);
    expect(JSON.stringify(data)).not.toMatch(/Lovelace|ada@example|2001:db8/);
    expect(data.events.map((event) => event.sentence)).toContain('A recipient signed');
    expect(verifyAuditJson(recordOf(data)).verdict).toBe('valid');
  });

  it.each<[string, Partial<CertificateInput>, string]>([
    [
      'a record with a hole',
      { records: sampleEnvelope({ people }).records.filter((_, index) => index !== 2) },
      'chain-broken',
    ],
    [
      'an envelope that has not ended',
      { records: sampleEnvelope({ people }).records.slice(0, 5), personal: [] },
      'certificate-not-final',
    ],
    [
      'another document',
      { documents: [{ id: sampleIds.seal, name: 'x.pdf' }] },
      'certificate-input-mismatch',
    ],
    [
      'another recipient',
      { recipients: [{ id: sampleIds.seal, name: 'Eve', email: 'e@x', role: 'signer' }] },
      'certificate-input-mismatch',
    ],
    ['a recipient too few', { recipients: [] }, 'certificate-input-mismatch'],
    [
      'another key',
      { sealKey: { ...sampleSealKey, keyFingerprintSha256Hex: 'a'.repeat(64) } },
      'certificate-input-mismatch',
    ],
  ])('refuses %s', (_name, change, code) => {
    expect(() => buildCertificate(input({}, change))).toThrow(expect.objectContaining({ code }));
  });
});

describe('renderCertificate', () => {
  it('gives the same bytes for the same envelope', async () => {
    const { data, bytes } = await render();
    expect(Buffer.compare(await renderCertificate(data, fonts), bytes)).toBe(0);
  });

  it('attaches the record that verifies, and describes the file', async () => {
    const { data, bytes } = await render();
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const attachment = document.getAttachments().find(({ name }) => name === 'audit.json');
    expect(attachment).toMatchObject({
      name: 'audit.json',
      mimeType: 'application/json',
      afRelationship: 'Data',
    });
    expect(Buffer.compare(attachment?.data ?? new Uint8Array(), recordOf(data))).toBe(0);
    expect(verifyAuditJson(attachment?.data ?? '').verdict).toBe('valid');
    expect(document.getTitle()).toBe('Audit certificate: Service agreement');
    expect(document.catalog.get(PDFName.of('Lang'))?.toString()).toContain('en');
    expect(document.getCreationDate()?.toISOString()).toBe('2026-03-14T12:40:11.000Z');
    for (const page of document.getPages()) expect(page.node.Annots()?.size() ?? 0).toBe(0);
  });

  it('runs 200 events over as many pages as they need', async () => {
    const { data, bytes } = await render({ filledCount: 190 });
    expect(data.events).toHaveLength(200);
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(5);
  });

  it('survives names no font has, and names without end', async () => {
    const hostile = [
      { name: '王小明 \u202e😀 مرحبا', email: 'x@例え.jp', role: 'signer' },
      { name: 'A'.repeat(5000), email: `${'b'.repeat(3000)}@example.org`, role: 'approver' },
    ] as const;
    const { data, bytes } = await render({ people: hostile, title: `${'長'.repeat(800)}\u0000` });
    expect((await PDFDocument.load(bytes)).getPageCount()).toBeGreaterThan(2);
    expect(new TextDecoder().decode(recordOf(data))).toContain('王小明 \u202e😀 مرحبا');
  }, 30_000);

  it('gives the typesetter what its own faces lack, and escapes what that lacks too', async () => {
    const asked: string[] = [];
    const typesetter: Typesetter = {
      findUndrawable: (text) => (text.includes('ᚠ') ? ['ᚠ'] : []),
      begin: () => ({
        wrap(text) {
          asked.push(text);
          return [{ widthPt: 10, draw: (x, y) => `% typeset at ${x > 0 && y > 0}\n` }];
        },
        fonts: () => [],
      }),
    };
    const named = [
      { name: '王小明 ᚠ', email: 'w@example.org', role: 'signer' },
      { name: 'Ada Lovelace', email: 'ada@example.org', role: 'signer' },
    ] as const;
    const bytes = await renderCertificate(buildCertificate(input({ people: named })), fonts, typesetter);
    expect(asked).toContain('王小明 \\u{16A0}');
    expect(asked.join()).not.toMatch(/Lovelace|ᚠ/u);
    expect(await contentOf(bytes, 0)).toContain('% typeset at true');
  });

  it('names the font that cannot be read', async () => {
    const broken = { ...fonts, mono: new Uint8Array(100) };
    await expect(renderCertificate(buildCertificate(input()), broken)).rejects.toMatchObject({
      code: 'font-unusable',
      message: expect.stringContaining('mono'),
    });
  });
});
