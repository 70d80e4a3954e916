import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateData, renderCertificate } from '@sealwright/audit/certificate';
import { afterAll, describe, expect, it } from 'vitest';
import { certificateFonts, certificateTypesetter } from './certificate-faces.js';

const folder = mkdtempSync(join(tmpdir(), 'sealwright-certificate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const canExtract = spawnSync('pdftotext', ['-v']).error === undefined;

const AT = '2026-03-14T12:40:11.020Z';
const HASH = 'ab'.repeat(32);

function certificateOf(names: readonly string[]): CertificateData {
  return {
    envelope: { id: 'e1', title: names.join(' + '), ending: 'completed', endReason: null },
    organisationName: names[0] ?? '',
    sender: { name: names[1] ?? '', email: 'sender@example.org' },
    timeZone: null,
    createdAtIso: AT,
    sentAtIso: AT,
    endedAtIso: AT,
    issuedAtIso: AT,
    documents: [
      {
        ...{ name: '契約書.pdf', fieldCount: null, pageCount: 1, byteSize: 1, seal: null, thumbnail: null },
        ...{ originalSha256Hex: HASH, frozenSha256Hex: HASH, sealedSha256Hex: HASH },
        witness: { shownTo: 0, agreedBy: 0, signedBy: 0, isSealedAsShown: false, contradictions: [] },
      },
    ],
    parties: names.map((name) => ({
      name,
      email: 'p@example.org',
      role: 'signer',
      outcome: 'signed',
      language: null,
      identification: null,
      signature: { kind: 'typed', text: name },
      consent: null,
      invitedAtIso: AT,
      openedAtIso: AT,
      actedAtIso: AT,
      reason: null,
      ipAddresses: [],
      devices: [],
    })),
    events: names.map((name, index) => ({
      seq: index + 1,
      atIso: AT,
      language: 'en',
      translations: [],
      sentence: `${name} signed`,
      actor: name,
      note: `“${name}”`,
      ip: null,
      chainHashHex: HASH,
    })),
    sealKey: {
      algorithm: 'ecdsa-p256-sha256',
      origin: 'generated-in-token',
      softToken: false,
      keyFingerprintSha256Hex: HASH,
      certificateChainPem: '',
      subject: 'CN=Example',
      issuer: 'CN=Example',
      serialHex: '01',
      notBeforeIso: AT,
      notAfterIso: AT,
      certificateSha256Hex: HASH,
    },
    stream: 'envelope:e1',
    head: { seq: names.length, chainHashHex: HASH },
    log: null,
    erasedCount: 0,
    verifyUrl: null,
    attachments: [],
  };
}

describe('certificate faces', () => {
  const names = [
    '王小明',
    '김철수',
    'たなか 太郎',
    'สมชาย น้ำใจ',
    'हिन्दी क्षत्रिय',
    'محمد بن علي',
    'שלום',
    '😀 Łukasz',
  ];

  it.skipIf(!canExtract)('sets every name a recipient may have, so that it can be copied out', async () => {
    const path = join(folder, 'certificate.pdf');
    writeFileSync(
      path,
      await renderCertificate(certificateOf(names), certificateFonts, certificateTypesetter),
    );
    const text = execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'])
      .toString('utf8')
      .replace(/[\u200e\u200f\u202a-\u202e]/g, '');
    for (const name of names) expect(text).toContain(`${name} signed`);
    expect(text).not.toContain('\\u{');
  });

  it('gives equal bytes for equal data', async () => {
    const draw = () => renderCertificate(certificateOf(names), certificateFonts, certificateTypesetter);
    expect(Buffer.compare(await draw(), await draw())).toBe(0);
  });
});
