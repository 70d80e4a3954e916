import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PdfRef } from './objects.js';
import { listPages, walkPages } from './page-tree.js';
import { PdfReader } from './pdf-reader.js';

type Tree = { readonly page: string } | { readonly kids: readonly Tree[] };

const pages = fc.constantFrom(
  '/Type /Page /MediaBox [0 0 595 842]',
  '/MediaBox [0 0 1 1] /Rotate 90',
  '/Type /Page /Kids [1 0 R]',
  '/Type /Page /K#69ds [1 0 R]',
  '/Note (one >> endobj /Kids [1 0 R]) /Type /Page',
  '/Type /Page % >> endobj /Kids [1 0 R]\n',
  '/Type /Page /Resources <</Font <</F1 1 0 R>>>> /Annots [<</A <48>>>]',
  '/Type /Pages /Kidsmeal [1 0 R]',
);
const { tree } = fc.letrec<{ tree: Tree; node: Tree; leaf: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('node')),
  leaf: fc.record({ page: pages }),
  node: fc.record({ kids: fc.array(tie('tree'), { maxLength: 5 }) }),
}));

function writeTree(root: Tree): Uint8Array {
  const bodies = ['<</Type /Catalog /Pages 2 0 R>>'];
  const put = (node: Tree): number => {
    const objectNumber = bodies.push('') as number;
    if ('page' in node) bodies[objectNumber - 1] = `<<${node.page}>>`;
    else {
      const kids = node.kids.map((kid) => `${put(kid)} 0 R`).join(' ');
      // The count is a lie: nothing may come to depend on it.
      bodies[objectNumber - 1] = `<</Type /Pages /Kids [${kids}] /Count 7>>`;
    }
    return objectNumber;
  };
  put(root);
  let text = '%PDF-1.7\n';
  const rows = bodies.map((body, index) => {
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return row;
  });
  const size = bodies.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${size} /Root 1 0 R>>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`, 'latin1');
}

/** Reads every object in full. */
class ThoroughReader extends PdfReader {
  override isPlainPage(_reference: PdfRef): boolean {
    return false;
  }
}

describe('listPages', () => {
  it('finds the pages a full reading finds, whatever they look like', () => {
    fc.assert(
      fc.property(tree, (root) => {
        const pdf = writeTree({ kids: [root] });
        const expected = [...walkPages(new ThoroughReader(pdf))];
        const list = listPages(new PdfReader(pdf));
        expect(list.count).toBe(expected.length);
        expect(expected.map((_, pageIndex) => list.at(pageIndex))).toEqual(expected);
        expect(list.at(expected.length)).toBeUndefined();
      }),
    );
  });

  it('looks at an ordinary page only when it is asked for', () => {
    const page = { page: '/Type /Page /MediaBox [0 0 595 842]' };
    const reader = new PdfReader(writeTree({ kids: [page, page, page] }));
    const read: number[] = [];
    const { resolve } = reader;
    Object.assign(reader, {
      resolve: (value: PdfRef) => {
        if (value?.objectNumber > 2) read.push(value.objectNumber);
        return resolve(value);
      },
    });
    const list = listPages(reader);
    expect(read).toEqual([]);
    expect(list.at(1)?.reference.objectNumber).toBe(4);
    expect(read).toEqual([4]);
  });
});
