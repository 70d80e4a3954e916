import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTool } from './external-tool.js';

/** A page as poppler shows it: rows from the top, three bytes a pixel. */
export interface RenderedPage {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** In pixels; right and bottom lie outside. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface RenderOptions {
  readonly pageCount: number;
  readonly longSidePixels: number;
  /** `media` for files whose crop box shows nothing: poppler renders those as nothing, readers as the media box. */
  readonly box?: 'crop' | 'media';
}

/** Renders the first `pageCount` pages. */
export function renderPages(
  pdf: Uint8Array,
  { pageCount, longSidePixels, box = 'crop' }: RenderOptions,
): RenderedPage[] {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-render-'));
  try {
    const file = join(dir, 'file.pdf');
    writeFileSync(file, pdf);
    const range = ['-f', '1', '-l', String(pageCount), '-scale-to', String(longSidePixels)];
    readTool('pdftoppm', [...range, ...(box === 'crop' ? ['-cropbox'] : []), file, join(dir, 'page')]);
    const pages = readdirSync(dir).filter((name) => name.endsWith('.ppm'));
    return pages.sort().map((name) => parsePpm(readFileSync(join(dir, name))));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Which pixels differ between two renderings of one page by more than anti-aliasing noise; 1 or 0 each. */
export function inkBetween(before: RenderedPage, after: RenderedPage): Uint8Array {
  if (before.width !== after.width || before.height !== after.height) {
    throw new RangeError('The two renderings differ in size.');
  }
  const ink = new Uint8Array(before.width * before.height);
  for (let pixel = 0; pixel < ink.length; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const at = pixel * 3 + channel;
      if (Math.abs((before.rgb[at] ?? 0) - (after.rgb[at] ?? 0)) > 20) ink[pixel] = 1;
    }
  }
  return ink;
}

export function parsePpm(file: Buffer): RenderedPage {
  const header = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
  if (!header) throw new RangeError('pdftoppm wrote something else than a PPM.');
  const rgb = new Uint8Array(file.subarray(header[0].length));
  return { width: Number(header[1]), height: Number(header[2]), rgb };
}
