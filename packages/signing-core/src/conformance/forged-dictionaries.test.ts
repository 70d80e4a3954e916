import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/pdf-reader.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { VICTIM, victimPdf } from '../testing/attacks/victim.js';
import { wrapSignature } from '../testing/attacks/wrapping-attack.js';
import { type SoftwareSigner, softwareSigner } from '../testing/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const options = { name: 'Acme', reason: 'Agreed', signedAt: new Date('2026-11-22T10:00:00Z') };

let signer: SoftwareSigner;
let signed: Uint8Array;
beforeAll(async () => {
  signer = await softwareSigner();
  signed = await sealPdf(victimPdf(), options, signer);
});

const failures = async (bytes: Uint8Array): Promise<string[]> => {
  const report = await verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });
  expect(report.verdict).toBe('invalid');
  return report.checks.filter(({ state }) => state === 'fail').map(({ id }) => id);
};

/** In place: nothing else moves, so that only this can be what is wrong. */
function replaced(from: RegExp, to: string): Uint8Array {
  const text = Buffer.from(signed).toString('latin1');
  const found = from.exec(text)?.[0] ?? '';
  expect(found.length).toBeGreaterThanOrEqual(to.length);
  return new Uint8Array(
    Buffer.from(
      text.replace(found, () => to.padEnd(found.length)),
      'latin1',
    ),
  );
}

const RANGE = /\/ByteRange \[[^\]]*\] */;
const CONTENTS = /\/Contents <[0-9a-f]*>/;

describe('a signature dictionary that a forgiving reader would not check (universal signature forgery)', () => {
  it.each([
    ['no container', CONTENTS, '/Kontents <00>', 'gap'],
    ['null for a container', CONTENTS, '/Contents null', 'gap'],
    ['an empty container', CONTENTS, '/Contents <>', 'gap'],
    ['a container of zeroes', CONTENTS, '/Contents <0000>', 'gap'],
    ['a container in parentheses', CONTENTS, '/Contents (0)', 'gap'],
    ['a container that is a number', CONTENTS, '/Contents 0', 'gap'],
    ['a container that is elsewhere', CONTENTS, '/Contents 4 0 R', 'gap'],
    ['no range', RANGE, '/Byterange [0 1 2 3]', 'byte-range'],
    ['null for a range', RANGE, '/ByteRange null', 'byte-range'],
    ['an empty range', RANGE, '/ByteRange []', 'byte-range'],
    ['a range of zeroes', RANGE, '/ByteRange [0 0 0 0]', 'byte-range'],
    ['a range of nothing but the start', RANGE, '/ByteRange [0 9 9 0]', 'byte-range'],
    ['a range of two numbers', RANGE, '/ByteRange [0 99]', 'byte-range'],
    ['a range of six numbers', RANGE, '/ByteRange [0 9 99 9 120 9]', 'byte-range'],
    ['a range that runs backwards', RANGE, '/ByteRange [0 999 9 9]', 'byte-range'],
    ['a range below zero', RANGE, '/ByteRange [0 -1 99 9]', 'byte-range'],
    ['a range of texts', RANGE, '/ByteRange [(0) (9) (99) (9)]', 'byte-range'],
    ['a range that is elsewhere', RANGE, '/ByteRange 7 0 R', 'byte-range'],
    ['a range of references', RANGE, '/ByteRange [0 9 4 0 R]', 'byte-range'],
    ['a range of parts of bytes', RANGE, '/ByteRange [0 9.5 99.5 9]', 'byte-range'],
    ['a range too large to count', RANGE, '/ByteRange [0 9 99 9999999999999999]', 'byte-range'],
  ])('is refused with %s', async (_, from, to, id) => {
    expect(await failures(replaced(from, to))).toContain(`signature-1.${id}`);
  });

  it('is refused without a format', async () => {
    expect(await failures(replaced(/\/SubFilter/, '/Subfilter'))).toContain('signature-1.format');
  });
});

describe('a signature wrapped round another document', () => {
  it('is refused, though its digest still fits', async () => {
    const evil = 'BT /F1 18 Tf 72 720 Td (You owe a million) Tj ET';
    const { bytes, byteRange } = wrapSignature(signed, VICTIM.content, evil);
    const digest = (file: Uint8Array, [, a = 0, b = 0, c = 0]: readonly number[]): string =>
      createHash('sha256')
        .update(file.subarray(0, a))
        .update(file.subarray(b, b + c))
        .digest('hex');
    const genuine = await verifyPdf(signed, { trustedRootsPem: [] });
    expect(digest(bytes, byteRange)).toBe(digest(signed, genuine.signatures[0]?.byteRange ?? []));
    expect(Buffer.from(bytes).toString('latin1')).toContain(evil);
    // Readable by its cross-reference: only the gap gives it away.
    expect(new PdfReader(bytes).catalog.size).toBeGreaterThan(0);
    expect(await failures(bytes)).toContain('signature-1.gap');
  });
});

describe('a file with bytes outside the document', () => {
  it.each([
    ['in front of its header', (file: Uint8Array) => Buffer.concat([Buffer.from('GIF89a\n'), file])],
    ['behind its end', (file: Uint8Array) => Buffer.concat([file, Buffer.from('<script>')])],
    ['behind its end, white', (file: Uint8Array) => Buffer.concat([file, Buffer.from(' \n')])],
    ['behind its end, a second time', (file: Uint8Array) => Buffer.concat([file, file])],
    ['cut off', (file: Uint8Array) => file.subarray(0, file.length - 1)],
    ['cut off in front of the end', (file: Uint8Array) => file.subarray(0, file.length - 200)],
  ])('is refused: %s', async (_, change) => {
    expect(await failures(new Uint8Array(change(signed)))).not.toEqual([]);
  });
});
