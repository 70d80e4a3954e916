import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PdfiumDocument } from '../rendering/index.js';
import { IntakeSandbox } from '../sandbox/index.js';
import { odtLinks, sampleDocx, sampleOdt } from '../testing/sample-office.js';
import { samplePng } from '../testing/sample-pictures.js';
import { findProgram } from './find-program.js';
import { LocalConverter, type LocalConverterOptions, takeInUpload } from './index.js';
import { writeOfficeProfile } from './office-profile.js';
import { callFor } from './office-programs.js';

const searchPath = process.env.PATH ?? '';
const soffice = findProgram('soffice', searchPath);
if (soffice === null) console.warn('SKIPPED: LibreOffice is not installed, no office document is converted');

const dir = mkdtempSync(join(tmpdir(), 'office-test-'));
const converters: LocalConverter[] = [];
const sandbox = new IntakeSandbox({
  entry: fileURLToPath(new URL('../../dist/sandbox/intake-child.js', import.meta.url)),
});
afterAll(() => {
  sandbox.close();
  for (const converter of converters) converter.close();
  rmSync(dir, { recursive: true, force: true });
});

function converterIn(folder: string, options: Partial<LocalConverterOptions> = {}): LocalConverter {
  mkdirSync(folder, { recursive: true });
  const converter = new LocalConverter({ searchPath, folder, ...options });
  converters.push(converter);
  return converter;
}

const textOf = async (pdf: Uint8Array): Promise<string> => {
  const document = await PdfiumDocument.open(pdf);
  const text = document?.text(0) ?? '';
  document?.close();
  return text;
};

/** Processes whose command line names the folder; a zombie has none. */
const runningIn = (folder: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });

describe.skipIf(soffice === null)('an office document', () => {
  it('is taken in as a PDF, under its own hash, with a warning to look at the pages', async () => {
    const converter = converterIn(join(dir, 'plain'));
    const tools = {
      takeIn: sandbox.takeIn.bind(sandbox),
      convert: converter.convert.bind(converter),
    };
    // With macros, which nobody runs.
    const mainType = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    const docx = sampleDocx({ paragraphs: ['Agreement of Grüße GmbH'], mainType });
    const { report, frozen } = await takeInUpload(docx, {}, tools);
    expect(report).toMatchObject({
      ...{ verdict: 'accept-after-warning', sourceFormat: 'docx', byteSize: docx.length },
      reasons: [
        { code: 'office-converted', sentence: expect.stringMatching(/a Word document\. Check the pages/) },
      ],
    });
    expect(await textOf(frozen ?? new Uint8Array())).toContain('Agreement of Grüße GmbH');
    expect(readdirSync(join(dir, 'plain'))).toEqual([]);
    // What is called a PDF and is not one is a mistake.
    const called = await takeInUpload(docx, { calledPdf: true }, tools);
    expect(called.report).toMatchObject({ verdict: 'reject', code: 'pdf-not-a-pdf' });
  });

  it('that LibreOffice cannot open is refused, and nothing is left', async () => {
    const converter = converterIn(join(dir, 'broken'));
    // LibreOffice would print the first as plain text, were it not told what to read.
    await expect(converter.convert('doc', Buffer.from('no office file'))).rejects.toMatchObject({
      code: 'office-damaged',
    });
    expect(readdirSync(join(dir, 'broken'))).toEqual([]);
  });

  it('that takes too long is refused, its processes are gone', async () => {
    const folder = join(dir, 'slow');
    const converter = converterIn(folder, { wallMs: 500 });
    await expect(converter.convert('docx', sampleDocx())).rejects.toMatchObject({ code: 'office-timed-out' });
    await expect.poll(() => runningIn(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is swept away, with its processes, after the platform was killed', async () => {
    const folder = join(dir, 'killed');
    mkdirSync(folder);
    const program = join(dir, 'platform.mjs');
    const library = new URL('../../dist/office/index.js', import.meta.url).href;
    writeFileSync(join(dir, 'killed.docx'), sampleDocx());
    writeFileSync(
      program,
      `import { LocalConverter } from ${JSON.stringify(library)};
       import { readFileSync } from 'node:fs';
       const converter = new LocalConverter({ searchPath: process.env.PATH, folder: ${JSON.stringify(folder)} });
       await converter.convert('docx', readFileSync(${JSON.stringify(join(dir, 'killed.docx'))}));`,
    );
    const platform = spawn(process.execPath, [program], { stdio: 'ignore' });
    await expect.poll(() => runningIn(folder).length).toBeGreaterThan(1);
    platform.kill('SIGKILL');
    await new Promise((resolve) => platform.once('exit', resolve));
    expect(readdirSync(folder)).toHaveLength(1);
    await expect.poll(() => runningIn(folder)).toEqual([]);
    converterIn(folder);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe.skipIf(soffice === null)('what an office document links to', () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  });
  const picture = join(dir, 'local.png');
  const secret = join(dir, 'secret.txt');
  let documents: readonly (readonly ['docx' | 'odt', Buffer])[] = [];
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    const rows = Array.from({ length: 64 }, (_, y) => Buffer.alloc(64 * 3, y * 4));
    writeFileSync(picture, samplePng({ width: 64, height: 64, bitDepth: 8, colourType: 2, rows }));
    writeFileSync(secret, 'the key of the house');
    documents = [
      ['docx', sampleDocx({ linkedPictures: [`${origin}/word.png`, `file://${picture}`] })],
      [
        'odt',
        sampleOdt(
          odtLinks(`${origin}/text.png`, `file://${secret}`) +
            odtLinks(`file://${picture}`, `${origin}/section.odt`),
        ),
      ],
    ];
  });
  afterAll(() => server.close());

  /** Straight with LibreOffice, in the network of this machine: only the profile stands between. */
  async function convertOpenly(name: string, withProfile: boolean): Promise<string> {
    const folder = join(dir, name);
    mkdirSync(join(folder, 'out'), { recursive: true });
    if (withProfile) writeOfficeProfile(join(folder, 'profile'));
    const call = callFor('docx', { soffice, heifConvert: null }, folder);
    const args = (call?.args.slice(0, -1) ?? []).filter((arg) => !arg.startsWith('--infilter'));
    const inputs = documents.map(([format, bytes]) => {
      const file = join(folder, `${format}.${format}`);
      writeFileSync(file, bytes);
      return file;
    });
    const run = spawn(soffice ?? '', [...args, ...inputs], {
      stdio: 'ignore',
      env: { HOME: folder, PATH: searchPath },
    });
    await new Promise((resolve) => run.once('exit', resolve));
    const files = readdirSync(join(folder, 'out')).sort();
    expect(files).toEqual(['docx.pdf', 'odt.pdf']);
    return files.map((file) => readFileSync(join(folder, 'out', file), 'latin1')).join('');
  }
  const picturesIn = (pdf: string): number => pdf.split('/Subtype/Image').length - 1;

  it('would be fetched and read from this machine by LibreOffice as it comes', async () => {
    const pdfs = await convertOpenly('careless', false);
    expect(asked.join()).toMatch(/GET \/word\.png.*GET \/text\.png/);
    expect(picturesIn(pdfs)).toBeGreaterThan(0);
  });

  it('is neither fetched nor read, also where there is a network', async () => {
    asked.length = 0;
    const pdfs = await convertOpenly('careful', true);
    expect(asked).toEqual([]);
    expect(picturesIn(pdfs)).toBe(0);
  });

  it('is neither fetched nor read by the converter', async () => {
    asked.length = 0;
    const converter = converterIn(join(dir, 'linking'));
    for (const [format, bytes] of documents.slice(1)) {
      const pdf = await converter.convert(format, bytes);
      expect(picturesIn(Buffer.from(pdf).toString('latin1'))).toBe(0);
      expect(await textOf(pdf)).not.toContain('the key of the house');
    }
    expect(asked).toEqual([]);
  });
});

const heifConvert = findProgram('heif-convert', searchPath);
const heifEnc = findProgram('heif-enc', searchPath);
const canHeif = heifConvert !== null && heifEnc !== null;
if (!canHeif) console.warn('SKIPPED: libheif-examples is not installed, no HEIC photo is converted');

describe.skipIf(!canHeif)('a HEIC photo', () => {
  it('becomes a page without a warning', async () => {
    const rows = Array.from({ length: 64 }, () => Buffer.alloc(96 * 3, 90));
    const [png, heic] = [join(dir, 'photo.png'), join(dir, 'photo.heic')];
    writeFileSync(png, samplePng({ width: 96, height: 64, bitDepth: 8, colourType: 2, rows }));
    spawnSync(heifEnc ?? '', [png, '-o', heic], { stdio: 'ignore' });
    const converter = converterIn(join(dir, 'heic'));
    const { report } = await takeInUpload(
      new Uint8Array(readFileSync(heic)),
      {},
      {
        takeIn: sandbox.takeIn.bind(sandbox),
        convert: converter.convert.bind(converter),
      },
    );
    expect(report).toMatchObject({ verdict: 'accept', sourceFormat: 'heic', reasons: [] });
    expect(report.pages).toHaveLength(1);
  });
});

describe('without the programs', () => {
  it.each([
    ['docx', sampleDocx(), /a Word document, and this server has no office converter\. Save it as a PDF/],
    ['heic', Buffer.from('\0\0\0\x18ftypheic........', 'latin1'), /On an iPhone choose/],
  ])('%s is refused with what to do instead', async (_format, upload, sentence) => {
    const converter = new LocalConverter({ searchPath: '', programs: { soffice: null, heifConvert: null } });
    const { report, frozen } = await takeInUpload(
      upload,
      {},
      {
        takeIn: sandbox.takeIn.bind(sandbox),
        convert: converter.convert.bind(converter),
      },
    );
    expect(frozen).toBeNull();
    expect(report).toMatchObject({ verdict: 'reject', byteSize: upload.length });
    expect(report.reasons[0]?.sentence).toMatch(sentence);
  });
});
