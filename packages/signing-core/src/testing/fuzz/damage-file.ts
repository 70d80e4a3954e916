import type { Random } from './random.js';

/** Pieces of syntax that make readers stumble. */
const FRAGMENTS = [
  ...[
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '/',
    '%',
    '\0',
    '\r',
    ' R ',
    ' 0 R',
    ' obj ',
    'endobj',
    'null',
  ],
  ...[
    'stream\n',
    '\nendstream',
    'xref\n',
    'trailer\n',
    'startxref\n',
    '%%EOF\n',
    'BT',
    'ET',
    ' Do ',
    'BI ID EI',
  ],
  ...[
    '/Kids [2 0 R]',
    '/Parent 10 0 R',
    '/Length 1 0 R',
    '/Length -1',
    '/Prev 0',
    '/XRefStm 9',
    '/Encrypt 1 0 R',
  ],
  ...['/Filter /FlateDecode', '/Filter [/ASCIIHexDecode /LZWDecode]', '/DecodeParms <</Predictor 15>>'],
  ...[
    '/MediaBox [0 0 0 0]',
    '/MediaBox [1e9 0 -1e9 1]',
    '/Rotate 45',
    '/UserUnit 1e30',
    '/W [1 9 9]',
    '/N 99999',
  ],
  ...[
    '/OC 1 0 R',
    '/OCProperties <<>>',
    '/AcroForm 1 0 R',
    '/Fields [1 0 R]',
    '/FT /Sig',
    '/XFA []',
    '/Next 1 0 R',
  ],
  ...[
    '/S /JavaScript',
    '/JS (1)',
    '/AA <</O 1 0 R>>',
    '/Type /ObjStm',
    '/Subtype /Form',
    '[[[[[[[[',
    '<<<<<<<<',
  ],
];
const NUMBERS = [
  '0',
  '-1',
  '1',
  '65535',
  '2147483648',
  '4294967297',
  '99999999999999999999',
  '1e9',
  '.',
  '0.0.1',
];
const MOST_EDITS = 5;
const LONGEST_EDIT_BYTES = 64;
/** Where tables of contents and trailers are. */
const TAIL_BYTES = 2_500;

/** A file with a few faults, the same for the same numbers. `other` lends pieces. */
export function damageFile(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let text = Buffer.from(file).toString('latin1');
  const donor = Buffer.from(other).toString('latin1');
  for (let edits = 1 + random.below(MOST_EDITS); edits > 0; edits--) {
    text = edit(text, donor, placeIn(text, random), random);
  }
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function placeIn(text: string, random: Random): number {
  const isAtEnd = text.length > TAIL_BYTES && random.below(3) === 0;
  return isAtEnd ? text.length - random.below(TAIL_BYTES) : random.below(text.length + 1);
}

function edit(text: string, donor: string, at: number, random: Random): string {
  const length = random.below(LONGEST_EDIT_BYTES);
  const before = text.slice(0, at);
  switch (random.below(8)) {
    case 0:
      return before + random.pick(FRAGMENTS) + text.slice(at);
    case 1: {
      // In place of as many bytes: shifted offsets alone are found too soon.
      const fragment = random.pick(FRAGMENTS);
      return before + fragment + text.slice(at + fragment.length);
    }
    case 2:
      return before + text.slice(at + length);
    case 3:
      return before + String.fromCharCode(random.below(256)) + text.slice(at + 1);
    case 4:
      return before + text.slice(at).replace(/\d+/, random.pick(NUMBERS));
    case 5:
      return before + text.slice(at).replace(/\/[A-Za-z]+/, nameFrom(donor, random));
    case 6:
      return before + pieceOf(donor, length * 8, random) + text.slice(at);
    default:
      return before + text.slice(at, at + length).repeat(1 + random.below(40)) + text.slice(at);
  }
}

function nameFrom(donor: string, random: Random): string {
  return /\/[A-Za-z]+/.exec(donor.slice(random.below(donor.length + 1)))?.[0] ?? '/Type';
}

function pieceOf(donor: string, length: number, random: Random): string {
  const at = random.below(donor.length + 1);
  return donor.slice(at, at + length);
}
