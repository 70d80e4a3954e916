import { describe, expect, it } from 'vitest';
import { AppError } from '../../../domain/app-error.js';
import { plainTraits } from '../../../domain/field-traits.js';
import type { BulkTemplate } from './bulk-columns.js';
import { checkCsv } from './check-csv.js';

type TemplateField = BulkTemplate['fields'][number];

function fieldOf(field: Partial<TemplateField> & Pick<TemplateField, 'type' | 'label'>): TemplateField {
  return { ...plainTraits, ...field };
}

const template: BulkTemplate = {
  roles: [
    { id: 'r1', name: 'Buyer', role: 'signer' },
    { id: 'r2', name: 'Archive', role: 'copy' },
  ],
  fields: [
    fieldOf({ type: 'signature', label: 'Sign here' }),
    fieldOf({ type: 'text', label: 'Start date' }),
    fieldOf({ type: 'text', label: 'Start date' }),
    fieldOf({ type: 'checkbox', label: 'Newsletter' }),
    fieldOf({ type: 'text', label: 'buyer EMAIL' }),
    fieldOf({ type: 'text', label: '' }),
    fieldOf({
      type: 'dropdown',
      name: 'plan',
      label: 'Your plan',
      options: [{ value: 's', label: 'Small' }],
    }),
    fieldOf({ type: 'radio', group: 'Colour', label: 'Red', options: [{ value: 'r', label: 'Red' }] }),
    fieldOf({ type: 'radio', group: 'Colour', label: 'Blue', options: [{ value: 'b', label: 'Blue' }] }),
    fieldOf({ type: 'text', name: 'code', label: 'Code', maxLength: 3 }),
  ],
};
const undrawable = (text: string) => [...text].filter((character) => character === '☃');
const head = 'Buyer name,Buyer email,Archive name,Archive email,Start date,Newsletter';
const good = 'Ben,ben@a.test,Files,files@a.test,1 May,yes';
const utf8 = (text: string) => new TextEncoder().encode(text);
const check = (bytes: Uint8Array) => checkCsv(bytes, template, undrawable);

/** 'ok' or, row by row, the codes found; or the code that refused the file. */
function report(bytes: Uint8Array): string {
  try {
    const { rows } = check(bytes);
    return rows
      .map(
        (row) =>
          `${row.rowNumber}:${row.valid ? 'ok' : 'no'}${row.problems.map((p) => ` ${p.code}`).join('')}`,
      )
      .join(' | ');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}
const utf16le = (text: string) =>
  new Uint8Array([0xff, 0xfe, ...new Uint8Array(Buffer.from(text, 'utf16le'))]);

const files: [name: string, bytes: Uint8Array, expected: string][] = [
  ['plain', utf8(`${head}\n${good}\n`), '2:ok'],
  ['no newline at the end', utf8(`${head}\n${good}`), '2:ok'],
  ['byte order mark', utf8(`\ufeff${head}\n${good}\n`), '2:ok'],
  ['UTF-16 with mark', utf16le(`${head}\n${good}\n`), '2:ok'],
  ['UTF-16 without mark', utf16le(`${head}\n${good}\n`).slice(2), 'csv-unreadable'],
  [
    'Latin-1',
    Uint8Array.from(Buffer.from(`${head}\nJosé,j@a.test,F,f@a.test,,\n`, 'latin1')),
    'csv-unreadable',
  ],
  ['semicolons', utf8(`${head}\n${good}\n`.replaceAll(',', ';')), '2:ok'],
  ['tabs', utf8(`${head}\n${good}\n`.replaceAll(',', '\t')), '2:ok'],
  ['sep line of Excel', utf8(`sep=;\r\n${`${head}\r\n${good}`.replaceAll(',', ';')}\r\n`), '2:ok'],
  ['old Mac line ends', utf8(`${head}\r${good}\r`), '2:ok'],
  [
    'quoted line break',
    utf8(`${head}\nBen,ben@a.test,F,f@a.test,"1 May\nnoon",no\n${good}\n`),
    '2:ok | 3:ok email-repeated',
  ],
  [
    'quoted comma in the heading',
    utf8(`"Buyer name";"Buyer email";"Archive name";Archive email\n"a,b";b@a.test;F;f@a.test\n`),
    '2:ok',
  ],
  ['blank lines', utf8(`\n${head}\n\n${good}\n , , \n`), '4:ok'],
  ['headings in other case', utf8(`${head.toUpperCase().replaceAll('EMAIL', 'E-Mail')}\n${good}\n`), '2:ok'],
  ['empty trailing column', utf8(`${head},\n${good},\n`), '2:ok'],
  ['empty', utf8(''), 'csv-empty'],
  ['only white space', utf8(' \n\n'), 'csv-empty'],
  ['only headings', utf8(`${head}\n`), 'csv-empty'],
  ['one wrong column', utf8('name\nBen\n'), 'csv-columns-wrong'],
  ['column missing', utf8('Buyer name,Buyer email\nBen,b@a.test\n'), 'csv-columns-wrong'],
  ['column misspelt', utf8(`${head.replace('Start date', 'Start dat')}\n${good}\n`), 'csv-columns-wrong'],
  ['column twice', utf8(`${head},Newsletter\n${good},no\n`), 'csv-columns-wrong'],
  ['NUL', utf8(`${head}\nBen\u0000,ben@a.test,F,f@a.test,,\n`), 'csv-unreadable'],
  ['unclosed quote', utf8(`${head}\n"Ben,ben@a.test,F,f@a.test,,\n`), 'csv-unreadable'],
  ['10,001 rows', utf8(`${head}\n${`${good}\n`.repeat(10_001)}`), 'csv-too-many-rows'],
  ['too large', new Uint8Array(10 * 1024 * 1024 + 1).fill(0x61), 'payload-too-large'],
  ['a PDF', utf8('%PDF-1.7\n%\u0000\u0001'), 'csv-unreadable'],
  ['short row', utf8(`${head}\nBen,ben@a.test\n`), '2:no cell-empty cell-empty row-too-short'],
  ['long row', utf8(`${head}\n${good},extra\n`), '2:no row-too-long'],
  ['names and mails missing', utf8(`${head}\n,,F,f@a.test,,\n`), '2:no cell-empty cell-empty'],
  [
    'bad mails',
    utf8(`${head}\nBen,"""a@evil.test x""@ok.test",F,nobody,,\n`),
    '2:no email-invalid email-invalid',
  ],
  ['mail with spaces around', utf8(`${head}\nBen, ben@a.test ,F,f@a.test,,\n`), '2:ok'],
  ['name over two lines', utf8(`${head}\n"Ben\nBcc: x",ben@a.test,F,f@a.test,,\n`), '2:no name-invalid'],
  ['undrawable', utf8(`${head}\nBen ☃,ben@a.test,☃,f@a.test,☃,\n`), '2:no text-undrawable text-undrawable'],
  [
    'checkbox answers',
    utf8(`${head}\nA,a@a.test,F,f@a.test,,X\nB,b@a.test,F,g@a.test,,maybe\n`),
    '2:ok | 3:no checkbox-invalid',
  ],
  [
    'the same row twice',
    utf8(`${head}\n${good}\n${good.replace('ben@', 'BEN@')}\n`),
    '2:ok | 3:no row-repeated',
  ],
  [
    'the same person, other values',
    utf8(`${head}\n${good}\n${good.replace('1 May', '2 May')}\n`),
    '2:ok | 3:ok email-repeated',
  ],
  [
    'a cell of 3,000 characters',
    utf8(`${head}\nBen,ben@a.test,F,f@a.test,${'x'.repeat(3_000)},\n`),
    '2:no cell-too-long',
  ],
  [
    'choices by value, by words, and neither',
    utf8(
      `${head},plan,Colour\n${good},s,b\n${good.replace('1 May', '2 May')},SMALL,Blue\n${good},Large,Green\n`,
    ),
    '2:ok | 3:ok email-repeated | 4:no choice-invalid choice-invalid',
  ],
  ['a text over its limit', utf8(`${head},code\n${good},abcd\n`), '2:no cell-too-long'],
];

describe('a list of rows', () => {
  it.each(files)('%s', (_name, bytes, expected) => {
    expect(report(bytes)).toBe(expected);
  });

  it('keeps values under the template’s headings', () => {
    const { rows, columns } = check(utf8(`${head.toUpperCase()}\n${good}\n`));
    expect(columns).toEqual(head.split(','));
    expect(rows[0]?.values).toEqual({
      'Buyer name': 'Ben',
      'Buyer email': 'ben@a.test',
      'Archive name': 'Files',
      'Archive email': 'files@a.test',
      'Start date': '1 May',
      Newsletter: 'true',
    });
  });

  it('keeps choices by their value, under the name of the field or its label', () => {
    const { rows, columns } = check(utf8(`${head},Your plan,Colour\n${good},small,red\n`));
    expect(columns.slice(-2)).toEqual(['plan', 'Colour']);
    expect(rows[0]?.values).toMatchObject({ plan: 's', Colour: 'r' });
  });

  it('names every wrong heading at once', () => {
    try {
      check(utf8('Buyer name,Byer email,Buyer name\na,b,c\n'));
      expect.unreachable();
    } catch (error) {
      expect((error as AppError).detail).toMatch(
        /“Byer email” belongs.*“Buyer name” stands there twice.*Missing: “Buyer email”, “Archive name”/s,
      );
    }
  });
});
