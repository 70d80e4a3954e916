import { describe, expect, it } from 'vitest';
import { samplePdf } from '../testing/sample-pdf.js';
import { dict, PdfDict, PdfName, PdfRef, PdfString, textString } from './objects.js';
import { parseValue } from './parse-object.js';
import { PdfReader } from './pdf-reader.js';
import { assertPrefix, RevisionWriter } from './revision-writer.js';
import { serialise } from './serialise.js';

describe('RevisionWriter', () => {
  it.each(['table', 'stream'] as const)('appends in the form of the last section: %s', (crossReference) => {
    const pdf = samplePdf({ crossReference });
    const writer = new RevisionWriter(new PdfReader(pdf));
    const added = writer.add(dict({ Answer: 42 }));
    writer.put(new PdfRef(3, 0), dict({ Replaced: true }));
    const reader = new PdfReader(writer.write().bytes);
    expect(Buffer.compare(reader.bytes.subarray(0, pdf.length), pdf)).toBe(0);
    expect(reader.crossReference.sections.map((section) => section.kind)).toEqual([
      crossReference,
      crossReference,
    ]);
    expect(reader.resolve(added)).toEqual(dict({ Answer: 42 }));
    expect(reader.resolve(new PdfRef(3, 0))).toEqual(dict({ Replaced: true }));
    expect(reader.catalog.has('Pages')).toBe(true);
  });

  it('never takes the number of a cross-reference stream, whatever /Size says', () => {
    const text = Buffer.from(samplePdf({ crossReference: 'stream' })).toString('latin1');
    const own = Number(/(\d+) 0 obj\n<<\/Type \/XRef/.exec(text)?.[1]);
    // Size one too small and no entry for the stream itself: seen in the wild.
    const lying = text
      .replace(`/Size ${own + 1}`, `/Size ${own}`)
      .replace('/W [1 4 1]', `/W [1 4 1] /Index [0 ${own}]`);
    expect(new PdfReader(new Uint8Array(Buffer.from(lying, 'latin1'))).nextObjectNumber).toBe(own + 1);
  });

  it('refuses to hand out bytes that do not begin with the old ones', () => {
    expect(() => assertPrefix(Buffer.from('abd'), Buffer.from('abc'))).toThrowError(
      expect.objectContaining({ code: 'seal-self-check-failed' }),
    );
  });
});

describe('serialise', () => {
  it.each([
    ['a name with a delimiter', new PdfName('A B/#(')],
    ['a literal string with parentheses and line ends', new PdfString(Buffer.from('a)\\(\r\nb'), false)],
    ['a text beyond ASCII', textString('Ünï漢')],
    ['numbers', [0, -1, 0.5, 1234567.25, 0.00001]],
    ['nesting', new PdfDict([['K', [null, true, new PdfRef(7, 1), dict({ N: new PdfName('x') })]]])],
  ])('writes %s so that it reads back the same', (_, value) => {
    const bytes = Buffer.from(`${serialise(value)} `, 'latin1');
    const read = parseValue(bytes, 0);
    expect(serialise(read.value)).toBe(serialise(value));
    expect(read.end).toBe(bytes.length - 1);
  });

  it('keeps every place of a number and has no exponents', () => {
    expect(serialise([1e-7, 123456789012, 1e21, 595.2755906])).toBe(
      '[0.0000001 123456789012 1000000000000000000000 595.2755906]',
    );
  });
});
