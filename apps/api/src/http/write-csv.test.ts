import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './write-csv.js';

describe('a result file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u00a0=1'])(
    'shows %j as text',
    (cell) => {
      const [[read]] = parse(writeCsv([[cell]]), { bom: true, record_delimiter: '\r\n' }) as [[string]];
      expect(read).toBe(`'${cell}`);
    },
  );

  it('keeps quotes, delimiters and line breaks', () => {
    const row = ['a"b', 'c,d', 'e\nf', '', 'plain'];
    expect(parse(writeCsv([row]), { bom: true })).toEqual([row]);
  });
});
