import { describe, expect, it } from 'vitest';
import { describeReport } from './describe-report.js';

describe('describeReport', () => {
  it('says the verdict first, then who sealed, then every check', () => {
    const lines = describeReport('a.pdf', {
      verdict: 'invalid',
      signatures: [
        {
          fieldName: 'Seal',
          subFilter: 'ETSI.CAdES.detached',
          integrity: 'broken',
          coverage: 'whole-file',
          certificate: 'trusted',
          signerCommonName: 'Northlight seal',
          fingerprintSha256Hex: 'ab12',
          claimedTime: new Date('2026-05-01T12:00:00Z'),
          name: null,
          reason: null,
          byteRange: null,
        },
      ],
      checks: [
        { id: 'structure', state: 'pass', detail: 'The file can be read.' },
        { id: 'signature-1.digest', state: 'fail', detail: 'The bytes were changed.' },
      ],
    });
    expect(lines).toEqual([
      'a.pdf: INVALID: do not rely on this file.',
      '  Signature "Seal" by Northlight seal, claimed time 2026-05-01T12:00:00.000Z',
      '    certificate SHA-256 ab12',
      '  ✓ The file can be read.',
      '  ✗ The bytes were changed.',
    ]);
  });
});
