import type { ViewedDocument } from '../../intake/looking/page-viewer.js';
import { visiblePage } from '../../pdf/page-geometry.js';
import { listPages } from '../../pdf/page-tree.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { PdfiumDocument } from '../../rendering/index.js';
import { type SeenPage, type SeenText, VIEW_WIDTH_PX, type Viewer } from './viewer.js';

/** In this process; where bytes are not to be trusted, in a child. */
export const pdfium: Viewer = {
  name: 'PDFium',
  see: async (pdf, pageIndexes, geometry) => {
    const document = await PdfiumDocument.open(pdf);
    if (!document) throw new RangeError('PDFium cannot read the file.');
    try {
      const pages = listPages(new PdfReader(geometry));
      const seePage = (pageIndex: number): SeenPage => {
        const picture = document.render(pageIndex, VIEW_WIDTH_PX);
        const page = pages.at(pageIndex);
        if (!picture || !page) throw new RangeError('PDFium does not show the page.');
        return { picture, texts: textsOf(document, pageIndex, visiblePage(page).locate) };
      };
      return { pages: pageIndexes.map(seePage), complaints: [] };
    } finally {
      document.close();
    }
  },
};

function textsOf(
  document: Pick<ViewedDocument, 'characters'>,
  pageIndex: number,
  locate: ReturnType<typeof visiblePage>['locate'],
): SeenText[] {
  return (document.characters(pageIndex) ?? []).flatMap(({ text, box, origin }) => {
    const seen = box && origin && locate(box);
    return seen ? [{ text, box: seen }] : [];
  });
}
