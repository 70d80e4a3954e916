import { commandLineViewer, fractionBox } from './command-line-viewer.js';
import { type SeenText, VIEW_WIDTH_PX } from './viewer.js';

const SCALED = ['-scale-to-x', String(VIEW_WIDTH_PX), '-scale-to-y', '-1'];
const WORD = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g;

export const poppler = commandLineViewer({
  name: 'poppler',
  picture: (file, page, out) => [
    'pdftoppm',
    ['-cropbox', '-f', page, '-l', page, '-singlefile', ...SCALED, file, out],
  ],
  text: (file, page) => ['pdftotext', ['-bbox', '-cropbox', '-f', page, '-l', page, file, '-']],
  readText: readWords,
});

/** What `pdftotext -bbox` writes about one page: of a turned one, words as they are seen and sides as they are not. */
function readWords(output: string, aspect: number): SeenText[] {
  const [, across, up] = (/<page width="([\d.]+)" height="([\d.]+)">/.exec(output) ?? []).map(Number);
  const [width, height] = [across ?? 0, up ?? 0];
  const isTurned = Math.abs(width / height - aspect) < Math.abs(height / width - aspect);
  const page = isTurned ? { width: height, height: width } : { width, height };
  return [...output.matchAll(WORD)].map(([, left, top, right, bottom, text = '']) => ({
    text: text.replace(/&(amp|lt|gt|quot|apos|#\d+);/g, ' '),
    box: fractionBox([Number(left), Number(top), Number(right), Number(bottom)], page),
  }));
}
