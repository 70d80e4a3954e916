import { describe, expect, it } from 'vitest';
import { fileStem, uniqueNames } from './file-names.js';

describe('the name of a file that is handed out', () => {
  it.each([
    ['Lease.PDF', 'Lease'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a\u202Efdp.exe', 'afdp.exe'],
    ['...hidden.pdf', 'hidden'],
    ['NUL.pdf', '_NUL'],
    ['com1.report.pdf', '_com1.report'],
    ['trailing. . ', 'trailing'],
    ['.pdf', 'document'],
    ['', 'document'],
    ['合同.pdf', '合同'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('is safe: %j', (name, stem) => {
    expect(fileStem(name)).toBe(stem);
  });

  it('is there once, whatever its case, also when the number is taken', () => {
    expect(uniqueNames(['a.pdf', 'A.pdf', 'a (2).pdf', 'b', 'b', 'a.pdf'])).toEqual([
      ...['a.pdf', 'A (2).pdf', 'a (2) (2).pdf', 'b', 'b (2)', 'a (3).pdf'],
    ]);
  });
});
