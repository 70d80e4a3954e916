import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { drawMarks } from '../pdf/draw-marks.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { type SoftwareSigner, samplePdf, softwareSigner } from '../testing/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };
const pdf = samplePdf();

let signer: SoftwareSigner;
let sealed: Uint8Array;
let byteRange: readonly [number, number, number, number];

beforeAll(async () => {
  signer = await softwareSigner({ commonName: 'Acme Seal' });
  // Roomier than needed, so that there is padding to attack.
  sealed = await sealPdf(pdf, { ...options, contentsByteLength: 2000 }, signer);
  const [signature] = (await verify(sealed)).signatures;
  const [a = 0, b = 0, c = 0, d = 0] = signature?.byteRange ?? [];
  byteRange = [a, b, c, d];
});

const verify = (bytes: Uint8Array) => verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });

const failures = async (bytes: Uint8Array): Promise<string[]> => {
  const report = await verify(bytes);
  expect(report.verdict).toBe('invalid');
  return report.checks.filter((check) => check.state === 'fail').map((check) => check.id);
};

const replaced = (from: string | RegExp, to: string): Uint8Array => {
  const text = Buffer.from(sealed).toString('latin1').replace(from, to);
  return new Uint8Array(Buffer.from(text, 'latin1'));
};

const flipped = (position: number): Uint8Array => {
  const bytes = sealed.slice();
  bytes[position] = (bytes[position] ?? 0) ^ 1;
  return bytes;
};

describe('verifyPdf', () => {
  it('never throws and never calls a changed file valid, whatever byte is changed', async () => {
    const [, gapStart, gapEnd] = byteRange;
    const inGap = (position: number) => position >= gapStart && position < gapEnd;
    const anywhere = fc.nat({ max: sealed.length - 1 });
    // Half of the changes go into the signature and its certificates, where the parsers are.
    const position = fc.oneof(anywhere, fc.integer({ min: gapStart, max: gapStart + 2600 }));
    await fc.assert(
      fc.asyncProperty(position, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = sealed.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        // The case of a hexadecimal digit means nothing.
        fc.pre(!(inGap(at) && mask === 0x20));
        expect((await verify(changed)).verdict).not.toBe('valid');
      }),
      { numRuns: 300 },
    );
  });

  it('finds a good seal valid and says who made it', async () => {
    const report = await verifyPdf(sealed, { trustedRootsPem: [signer.trustedRootPem], expectedPrefix: pdf });
    expect(report.verdict).toBe('valid');
    expect(report.signatures).toMatchObject([
      {
        fieldName: 'Seal1',
        integrity: 'intact',
        coverage: 'whole-file',
        certificate: 'trusted',
        signerCommonName: 'Acme Seal',
      },
    ]);
    expect(report.checks.every((check) => check.state === 'pass')).toBe(true);
  });

  it('leaves trust open without a root, and never calls that valid', async () => {
    const report = await verifyPdf(sealed, { trustedRootsPem: [] });
    expect(report).toMatchObject({
      verdict: 'indeterminate',
      signatures: [{ integrity: 'intact', certificate: 'untrusted' }],
    });
    const other = await softwareSigner();
    expect((await verifyPdf(sealed, { trustedRootsPem: [other.trustedRootPem] })).verdict).toBe(
      'indeterminate',
    );
  });

  it('judges certificates at the time asked for', async () => {
    const report = await verifyPdf(sealed, {
      trustedRootsPem: [signer.trustedRootPem],
      at: new Date('2090-01-01'),
    });
    expect(report).toMatchObject({
      verdict: 'invalid',
      signatures: [{ integrity: 'intact', certificate: 'invalid' }],
    });
  });

  it('notices a change anywhere in the signed bytes', async () => {
    const [, gapStart, gapEnd] = byteRange;
    const positions = [100, 300, pdf.length + 20, gapStart - 2, gapEnd + 10, sealed.length - 20];
    for (const position of positions) expect((await verify(flipped(position))).verdict).toBe('invalid');
  });

  it('notices a document swapped under the signature', async () => {
    expect(await failures(replaced('Sample agreement', 'Sample_agreement'))).toContain(
      'signature-1.message-digest',
    );
  });

  it('notices what is appended (incremental saving attack)', async () => {
    expect(await failures(Buffer.concat([sealed, Buffer.from('\n')]))).toEqual(['coverage']);
    expect(await failures(Buffer.concat([sealed, Buffer.from('%\n')]))).toEqual([
      'signature-1.modifications',
      'coverage',
    ]);
    const fields = [
      {
        fieldId: 'a',
        pageIndex: 0,
        box: { x: 0, y: 0, width: 0.5, height: 0.1 },
        content: { kind: 'text', text: 'evil' },
      },
    ] as const;
    expect(await failures(await drawMarks(sealed, fields, loadFonts()))).toEqual([
      'signature-1.modifications',
      'coverage',
    ]);
  });

  it('notices a file cut short', async () => {
    expect((await verify(sealed.subarray(0, sealed.length - 30))).verdict).toBe('invalid');
  });

  it.each([
    ['a range of three numbers', /\/ByteRange \[0 (\d+) (\d+) \d+\]/, '/ByteRange [0 $1 $2  ]'],
    ['a range that does not start at the first byte', /\/ByteRange \[0 /, '/ByteRange [1 '],
    ['no range (universal signature forgery)', '/ByteRange [', '/ByteRongs ['],
    ['a range beyond the file', /\/ByteRange \[0 (\d+) (\d+) (\d)\d+\]/, '/ByteRange [0 $1 $2 99999]'],
    ['a negative range', /\/ByteRange \[0 \d/, '/ByteRange [0 -'],
  ])('refuses %s', async (_, from, to) => {
    const ids = await failures(replaced(from, to));
    expect(ids.some((id) => /byte-range|structure/.test(id))).toBe(true);
  });

  it('refuses room for other bytes in the gap', async () => {
    const [, gapStart] = byteRange;
    // The last padding digit becomes a blank: still a hexadecimal string, no longer only a signature.
    const spaced = sealed.slice();
    spaced[byteRange[2] - 2] = 0x20;
    expect(await failures(spaced)).toContain('signature-1.gap');
    const wider = replaced(`[0 ${gapStart} `, `[0 ${gapStart - 1} `);
    expect(await failures(wider)).toContain('signature-1.gap');
  });

  it('refuses anything but zeroes behind the signature in its container', async () => {
    const padded = sealed.slice();
    padded[byteRange[2] - 3] = 0x41;
    expect(await failures(padded)).toContain('signature-1.container');
  });

  it('refuses a key that is there twice', async () => {
    const doubled = replaced('/Filter /Adobe.PPKLite', '/Type /Sig /M (123456)');
    expect(await failures(doubled)).toContain('signature-1.dictionary');
  });

  it('refuses another prefix than the frozen document', async () => {
    const other = samplePdf({ content: 'BT ET' });
    const report = await verifyPdf(sealed, {
      trustedRootsPem: [signer.trustedRootPem],
      expectedPrefix: other,
    });
    expect(report.verdict).toBe('invalid');
    expect(report.checks).toContainEqual(expect.objectContaining({ id: 'prefix', state: 'fail' }));
  });

  it('calls an unsigned or unreadable file invalid, not an error', async () => {
    expect(await failures(pdf)).toEqual(['signed']);
    expect(await failures(new Uint8Array())).toEqual(['structure']);
    expect(await failures(Buffer.from('hello'))).toEqual(['structure']);
  });

  it('refuses a root it cannot read', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    await expect(verifyPdf(sealed, { trustedRootsPem: [broken] })).rejects.toMatchObject({
      code: 'trust-root-invalid',
    });
  });
});
