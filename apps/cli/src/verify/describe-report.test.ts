import type { SignatureReport } from '@sealwright/signing-core';
import { describe, expect, it } from 'vitest';
import { describeReport } from './describe-report.js';

const signature: SignatureReport = {
  fieldName: 'Seal1',
  subFilter: 'ETSI.CAdES.detached',
  kind: 'signature',
  integrity: 'intact',
  coverage: 'earlier-revision',
  modifications: 'permitted',
  modificationDetails: ['A signature was added.'],
  docMdp: { permission: 2, obeyed: true },
  fieldMdp: null,
  certificate: 'trusted',
  revocation: 'good',
  signerCommonName: 'Northlight seal',
  fingerprintSha256Hex: 'ab12',
  claimedTime: new Date('2026-05-01T12:00:00Z'),
  name: 'Northlight',
  reason: null,
  provenTime: {
    time: new Date('2026-05-01T12:00:05Z'),
    source: 'signature-timestamp',
    authorityCommonName: 'Northlight TSA',
  },
  judgedAt: null,
  judgedBy: null,
  level: 'B-LT',
  findings: [],
  byteRange: null,
};

describe('describeReport', () => {
  it('says the verdict first, then each signature as a checklist, then the file', () => {
    const lines = describeReport('a.pdf', {
      verdict: 'valid',
      signatures: [signature],
      checks: [
        { id: 'structure', state: 'pass', detail: 'The file can be read.' },
        { id: 'signature-1.digest', state: 'pass', detail: 'The digest matches.' },
      ],
    });
    expect(lines).toEqual([
      'a.pdf: VALID: the file is exactly as it was sealed, by a certificate you trust.',
      '',
      '1. Signature "Seal1" by Northlight seal, PAdES B-LT',
      '   ✓ Integrity       the signed bytes are exactly as they were signed',
      '   ✓ Coverage        the file as it was then; more was added later',
      '   ✓ Changes since   only what it allows',
      '                     - A signature was added.',
      '   ✓ Certification   allows filling in and signing; obeyed',
      '   ✓ Certificate     leads to a root you trust (SHA-256 ab12)',
      '   ✓ Revocation      not revoked, by data in the file',
      '   ✓ Time            2026-05-01T12:00:05.000Z, proven by Northlight TSA (signature timestamp); claimed 2026-05-01T12:00:00.000Z',
      '   ✓ Level           PAdES B-LT',
      '   · Claims          name "Northlight"',
      '',
      'The file',
      '  ✓ The file can be read.',
    ]);
  });

  it('marks what is wrong and says why', () => {
    const broken: SignatureReport = {
      ...signature,
      integrity: 'broken',
      modifications: 'forbidden',
      docMdp: { permission: 1, obeyed: false },
      certificate: 'untrusted',
      revocation: 'not-checked',
      provenTime: null,
      level: null,
      findings: [{ code: 'weak-key', detail: 'The key is short.' }],
    };
    const text = describeReport('a.pdf', {
      verdict: 'invalid',
      signatures: [broken],
      checks: [{ id: 'signature-1.digest', state: 'fail', detail: 'The bytes were changed.' }],
    }).join('\n');
    expect(text).toContain('INVALID: do not rely on this file.');
    expect(text).toMatch(/✗ Integrity/);
    expect(text).toMatch(/✗ Changes since/);
    expect(text).toMatch(/✗ Certification {3}allows no changes; not obeyed/);
    expect(text).toMatch(/! Certificate/);
    expect(text).toMatch(/· Time {12}claimed .*proven by nobody/);
    expect(text).toMatch(/! To know {9}The key is short\./);
    expect(text).toMatch(/✗ Why {13}The bytes were changed\./);
  });

  it('never lets a name in the file write a line of its own', () => {
    const lines = describeReport('a.pdf', {
      verdict: 'invalid',
      signatures: [
        { ...signature, fieldName: 'a\nVALID', signerCommonName: 'x\nVALID\u001b[2J', name: 'n\nVALID' },
      ],
      checks: [],
    });
    expect(lines.filter((line) => /\p{Cc}/u.test(line) || line.startsWith('VALID'))).toEqual([]);
    expect(lines.join('\n')).toContain('x\\u000aVALID\\u001b[2J');
  });
});
