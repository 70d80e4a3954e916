import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FractionBox } from '../../pdf/page-geometry.js';
import { startTool } from '../external-tool.js';
import { parsePpm } from '../rendered-page.js';
import type { SeenPage, SeenText, Viewer } from './viewer.js';

type Command = readonly [program: string, args: readonly string[]];

/** A program that draws a page into a file and writes its text with places to its output. */
export interface PageCommands {
  readonly name: string;
  /** @param out begins the name of the picture. */
  picture(file: string, page: string, out: string): Command;
  text(file: string, page: string): Command;
  /** @param aspect height over width of the page as it is seen */
  readText(output: string, aspect: number): SeenText[];
}

/** One line of each that says nothing about the file. */
const CHATTER = /ICC support|^\s*$/;

export function commandLineViewer(commands: PageCommands): Viewer {
  return {
    name: commands.name,
    see: async (pdf, pageIndexes) => {
      const dir = await mkdtemp(join(tmpdir(), 'sealwright-view-'));
      const complaints = new Set<string>();
      try {
        await writeFile(join(dir, 'file.pdf'), pdf);
        const pages: SeenPage[] = [];
        for (const index of pageIndexes) pages.push(await seePage(commands, dir, index + 1, complaints));
        return { pages, complaints: [...complaints] };
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
  };
}

async function seePage(
  commands: PageCommands,
  dir: string,
  pageNumber: number,
  complaints: Set<string>,
): Promise<SeenPage> {
  const [file, page] = [join(dir, 'file.pdf'), String(pageNumber)];
  const run = async ([program, args]: Command): Promise<Buffer> => {
    const { exitCode, stdout, stderr } = await startTool(program, args);
    for (const line of stderr.split('\n')) if (!CHATTER.test(line)) complaints.add(withoutPlaces(line));
    if (exitCode === null) throw new RangeError(`${commands.name} takes too long.`);
    if (exitCode !== 0) throw new RangeError(`${commands.name} does not show page ${page}.`);
    return stdout;
  };
  await run(commands.picture(file, page, join(dir, 'page-')));
  const written = (await readdir(dir)).find((one) => one.startsWith('page-'));
  if (written === undefined) throw new RangeError(`${commands.name} draws nothing of page ${page}.`);
  const { width: widthPx, height: heightPx, rgb } = parsePpm(await readFile(join(dir, written)));
  await rm(join(dir, written));
  const output = (await run(commands.text(file, page))).toString('utf8');
  const texts = commands.readText(output, heightPx / widthPx);
  return { picture: { widthPx, heightPx, rgba: withAlpha(rgb) }, texts };
}

/** Offsets and numbers of objects change when a file is written or grows. */
const withoutPlaces = (line: string): string =>
  line
    .replace(/ \(\d+\)/g, '')
    .replace(/\d+/g, 'n')
    .slice(0, 200);

export function fractionBox(
  [left, top, right, bottom]: readonly [number, number, number, number],
  page: { readonly width: number; readonly height: number },
): FractionBox {
  return {
    x: left / page.width,
    y: top / page.height,
    width: (right - left) / page.width,
    height: (bottom - top) / page.height,
  };
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel++) {
    rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  }
  return rgba;
}
