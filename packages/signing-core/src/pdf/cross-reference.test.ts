import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCrossReference } from './cross-reference.js';

interface Row {
  readonly offset: number;
  readonly generation: number;
  readonly inUse: boolean;
}

const rows = fc.array(
  fc.record({ offset: fc.nat(9_999_999_999), generation: fc.nat(65535), inUse: fc.boolean() }),
  { minLength: 1, maxLength: 30 },
);
const write = ({ offset, generation, inUse }: Row, separator: string, ending: string): string => {
  const kind = inUse ? 'n' : 'f';
  return (
    [String(offset).padStart(10, '0'), String(generation).padStart(5, '0'), kind].join(separator) + ending
  );
};
const table = (first: number, lines: readonly string[]): Uint8Array =>
  Buffer.from(
    `xref\n${first} ${lines.length}\n${lines.join('')}trailer\n<</Size ${first + lines.length}>>\nstartxref\n0\n%%EOF\n`,
    'latin1',
  );

describe('readCrossReference', () => {
  it('reads the rows of the standard as it reads any others', () => {
    const endings = fc.constantFrom('\r\n', ' \n', ' \r', '\n', '\r', ' % written by hand\n', '\n\n\n');
    fc.assert(
      fc.property(rows, fc.nat(3), fc.array(endings, { minLength: 1, maxLength: 3 }), (all, first, ways) => {
        const standard = table(
          first,
          all.map((row) => write(row, ' ', ' \n')),
        );
        const mixed = table(
          first,
          all.map((row, index) => write(row, ' ', ways[index % ways.length] ?? '\n')),
        );
        const loose = table(
          first,
          all.map((row) => write(row, '  ', '\n')),
        );
        const { entries } = readCrossReference(standard);
        expect(readCrossReference(mixed).entries).toEqual(entries);
        expect(readCrossReference(loose).entries).toEqual(entries);
      }),
    );
  });

  it.each([
    ['a letter in an offset', '00000000x9 00000 n \n'],
    ['another kind', '0000000009 00000 x \n'],
    ['no kind', '0000000009 00000 \n'],
  ])('refuses a row with %s', (_, row) => {
    expect(() => readCrossReference(table(0, ['0000000000 65535 f \n', row]))).toThrow(
      expect.objectContaining({ code: 'pdf-damaged' }),
    );
  });
});
