import { commandLineViewer, fractionBox } from './command-line-viewer.js';
import { type SeenText, VIEW_WIDTH_PX } from './viewer.js';

export const mupdf = commandLineViewer({
  name: 'MuPDF',
  picture: (file, page, out) => [
    'mutool',
    ['draw', '-q', '-w', String(VIEW_WIDTH_PX), '-o', `${out}.ppm`, file, page],
  ],
  text: (file, page) => ['mutool', ['draw', '-q', '-F', 'stext', '-o', '-', file, page]],
  readText: readCharacters,
});

/** What `mutool draw -F stext` writes about one page: four corners for each character. */
function readCharacters(output: string): SeenText[] {
  const [, width, height] = /<page [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(output) ?? [];
  const page = { width: Number(width), height: Number(height) };
  return [...output.matchAll(/<char quad="([^"]*)"[^>]*? c="([^"]*)"/g)].map(([, quad = '', text = '']) => {
    const corners = quad.split(' ').map(Number);
    const across = corners.filter((_, index) => index % 2 === 0);
    const down = corners.filter((_, index) => index % 2 === 1);
    const box = [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)] as const;
    return { text: characterOf(text), box: fractionBox(box, page) };
  });
}

/** Beyond ASCII it writes numbers; the five names of XML stand for signs, which nobody compares. */
function characterOf(written: string): string {
  const [, code] = /^&#x([0-9a-f]{1,6});$/i.exec(written) ?? [];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  return written.startsWith('&') && written.length > 1 ? ' ' : written;
}
