import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PagePicture } from '../intake/looking/page-viewer.js';
import { PdfiumDocument } from '../rendering/index.js';
import { hasTool, readTool } from './external-tool.js';
import { parsePpm } from './rendered-page.js';

/** A page as one program shows it. */
export interface SeenPage {
  readonly picture: PagePicture;
  readonly text: string;
}

/** A program that shows PDFs and shares no code with the others. */
export interface Viewer {
  readonly name: string;
  see(pdf: Uint8Array, pageIndexes: readonly number[]): Promise<readonly SeenPage[]>;
}

const WIDTH_PX = 480;

const pdfium: Viewer = {
  name: 'PDFium',
  see: async (pdf, pageIndexes) => {
    const document = await PdfiumDocument.open(pdf);
    if (!document) throw new RangeError('PDFium cannot read the file.');
    try {
      return pageIndexes.map((pageIndex) => {
        const picture = document.render(pageIndex, WIDTH_PX);
        if (!picture) throw new RangeError('PDFium does not show the page.');
        return { picture, text: document.text(pageIndex) ?? '' };
      });
    } finally {
      document.close();
    }
  },
};

/** Runs a program over one page and reads the picture it wrote to `out`… and the text it wrote to its output. */
function commandLine(
  name: string,
  picture: (file: string, page: string, out: string) => readonly [string, readonly string[]],
  text: (file: string, page: string) => readonly [string, readonly string[]],
): Viewer {
  const seePage = (dir: string, pageIndex: number): SeenPage => {
    const [file, page] = [join(dir, 'file.pdf'), String(pageIndex + 1)];
    readTool(...picture(file, page, join(dir, `page-${page}`)));
    const written = readdirSync(dir).find((one) => one.startsWith(`page-${page}`)) ?? '';
    const { width: widthPx, height: heightPx, rgb } = parsePpm(readFileSync(join(dir, written)));
    rmSync(join(dir, written));
    const read = readTool(...text(file, page)).toString('utf8');
    return { picture: { widthPx, heightPx, rgba: withAlpha(rgb) }, text: read };
  };
  return {
    name,
    see: async (pdf, pageIndexes) => {
      const dir = mkdtempSync(join(tmpdir(), 'sealwright-view-'));
      try {
        writeFileSync(join(dir, 'file.pdf'), pdf);
        return pageIndexes.map((pageIndex) => seePage(dir, pageIndex));
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    },
  };
}

const poppler = commandLine(
  'poppler',
  (file, page, out) => [
    'pdftoppm',
    ['-cropbox', '-f', page, '-l', page, '-singlefile', ...scaled, file, out],
  ],
  (file, page) => ['pdftotext', ['-f', page, '-l', page, file, '-']],
);
const scaled = ['-scale-to-x', String(WIDTH_PX), '-scale-to-y', '-1'];

const mupdf = commandLine(
  'MuPDF',
  (file, page, out) => ['mutool', ['draw', '-q', '-w', String(WIDTH_PX), '-o', `${out}.ppm`, file, page]],
  (file, page) => ['mutool', ['draw', '-q', '-F', 'txt', '-o', '-', file, page]],
);

/** PDFium always; the others where they are installed. Says loudly which is not. */
export function installedViewers(): Viewer[] {
  return [pdfium, ...(hasTool('pdftoppm') ? [poppler] : []), ...(hasTool('mutool') ? [mupdf] : [])];
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel++) {
    rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return rgba;
}
