import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawMarks, sealPdf } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import { samplePdf, softwareSigner } from '@sealwright/signing-core/testing';
import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ChildPdfSandbox } from './child-pdf-sandbox.js';
import { DocumentChild } from './document-child.js';

// The children are compiled files: `tsc -b` comes first, as for every workspace package.
const entry = fileURLToPath(new URL('../../../dist/infra/pdf-sandbox/pdf-child.js', import.meta.url));
const sandbox = new ChildPdfSandbox({ entry, mostMs: 120_000 });
afterAll(() => sandbox.close());

const sha256Hex = 'ab'.repeat(32);

/** Nested forms: a few hundred bytes that ask for ten to the power of `levels` lines. */
function endlessPdf(levels: number): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  const offsets: number[] = [];
  const add = (body: string) => {
    offsets.push(parts.join('').length);
    parts.push(`${offsets.length} 0 obj\n${body}\nendobj\n`);
  };
  const stream = (dictionary: string, data: string) =>
    `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  add(
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << /XObject << /F 5 0 R >> >> /Contents 4 0 R >>',
  );
  add(stream('', '/F Do'));
  for (let level = 0; level < levels; level += 1) {
    const isLast = level === levels - 1;
    const resources = isLast ? '' : `/Resources << /XObject << /F ${6 + level} 0 R >> >>`;
    const form = `/Type /XObject /Subtype /Form /BBox [0 0 300 300] ${resources}`;
    add(stream(form, (isLast ? '0 0 m 300 300 l S ' : '/F Do ').repeat(10)));
  }
  const at = parts.join('').length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`;
  parts.push(`${table}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`);
  return Buffer.from(parts.join(''));
}

describe('the PDF sandbox', () => {
  it('freezes a normalised copy that looks the same, and says what changed', async () => {
    const upload = samplePdf({ catalog: '/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>' });
    const { report, frozen } = await sandbox.takeIn(upload);
    expect(report.reasons.map(({ code }) => code)).toEqual(['pdf-active-content']);
    expect(report.frozenSha256Hex).not.toBe(report.sha256Hex);
    expect(Buffer.from(frozen ?? []).includes('JavaScript')).toBe(false);
    const untouched = samplePdf();
    expect((await sandbox.takeIn(untouched)).frozen).toBe(untouched);
  });

  it('inspects what can be accepted', async () => {
    const { report } = await sandbox.takeIn(samplePdf());
    expect(report).toMatchObject({ verdict: expect.stringContaining('accept'), code: null });
    expect(report.pages.length).toBeGreaterThan(0);
  });

  it.each([
    ['nothing', new Uint8Array(), 'pdf-empty'],
    ['no PDF', Buffer.from('hello'.repeat(100)), 'pdf-not-a-pdf'],
  ])('answers with a report for %s', async (_name, bytes, code) => {
    expect(await sandbox.takeIn(bytes)).toMatchObject({ report: { verdict: 'reject', code } });
  });

  it('draws pages, and once only', async () => {
    const pdf = samplePdf();
    let loads = 0;
    const load = async () => {
      loads += 1;
      return pdf;
    };
    const source = { sha256Hex, load };
    const pictures = await Promise.all([400, 400, 400].map((width) => sandbox.renderPage(source, 0, width)));
    const meta = await sharp(pictures[0]).metadata();
    expect(meta).toMatchObject({ format: 'webp', width: 400 });
    const { channels } = await sharp(pictures[0]).stats();
    expect(channels[0]?.max).toBeGreaterThan(250);
    await sandbox.renderPage(source, 0, 401);
    expect(loads).toBe(1);
    expect(await sandbox.pageText(source, 0)).toBeTypeOf('string');
  });

  it('shows the media box where a crop box lies outside it, as our geometry does', async () => {
    const pdf = samplePdf({ mediaBox: [0, 0, 400, 200], cropBox: [900, 900, 950, 1_000] });
    const { report } = await sandbox.takeIn(pdf);
    expect(report).toMatchObject({
      verdict: 'accept-after-warning',
      pages: [{ widthPt: 400, heightPt: 200 }],
    });
    const source = { sha256Hex: '23'.repeat(32), load: async () => pdf };
    const picture = await sharp(await sandbox.renderPage(source, 0, 400)).metadata();
    expect(picture).toMatchObject({ width: 400, height: 200 });
  });

  it.each([90, 270])('turns a page rotated by %i° as our geometry does', async (rotation) => {
    const pdf = samplePdf({ rotations: [rotation], mediaBox: [0, 0, 400, 200], cropBox: [0, 0, 300, 100] });
    const { report } = await sandbox.takeIn(pdf);
    expect(report).toMatchObject({ code: null, pages: [{ widthPt: 100, heightPt: 300 }] });
    const source = { sha256Hex: String(rotation).repeat(32).slice(0, 64), load: async () => pdf };
    expect(await sharp(await sandbox.renderPage(source, 0, 200)).metadata()).toMatchObject({
      width: 200,
      height: 600,
    });
  });

  it('says that a page is missing', async () => {
    const pdf = samplePdf();
    const source = { sha256Hex: 'cd'.repeat(32), load: async () => pdf };
    await expect(sandbox.renderPage(source, 99_999, 400)).rejects.toMatchObject({ code: 'pdf-page-missing' });
    await expect(sandbox.pageText(source, -1)).rejects.toMatchObject({ code: 'pdf-page-missing' });
  });

  it('has a second opinion on a sealed file, and on one changed afterwards', async () => {
    const frozen = samplePdf();
    const box = { x: 0.1, y: 0.1, width: 0.3, height: 0.1 };
    const mark = { fieldId: 'f', pageIndex: 0, box, content: { kind: 'text' as const, text: 'Yes' } };
    const filled = await drawMarks(frozen, [mark], loadFonts());
    const signer = await softwareSigner();
    const sealed = await sealPdf(filled, { name: 'n', reason: 'r', signedAt: new Date() }, signer);
    const opinion = await sandbox.secondOpinion(sealed);
    expect(opinion.signatures).toHaveLength(1);
    expect(opinion.signatures[0]).toMatchObject({ coversWholeFile: true, subFilter: 'ETSI.CAdES.detached' });
    const longer = Buffer.concat([sealed, Buffer.from('\n% more\n')]);
    expect((await sandbox.secondOpinion(longer)).signatures[0]).toMatchObject({ coversWholeFile: false });
    expect(await sandbox.secondOpinion(Buffer.from('no'))).toEqual({ pageCount: 0, signatures: [] });
  });
});

describe('hostile input', () => {
  it('is refused at once when its shape says what it does', async () => {
    expect(await sandbox.takeIn(endlessPdf(9))).toMatchObject({
      report: {
        verdict: 'reject',
        code: 'pdf-too-complex',
      },
    });
  });

  it('that never ends costs its child; others go on meanwhile and afterwards', async () => {
    const endless = { sha256Hex: 'ef'.repeat(32), load: async () => endlessPdf(9) };
    const drawing = expect(sandbox.renderPage(endless, 0, 500)).rejects.toMatchObject({
      // Whichever limit it meets first: its own, or that of everybody's patience where others take the processor.
      code: expect.stringMatching(/^pdf-(timed-out|too-complex|reader-busy)$/),
    });
    const pdf = samplePdf();
    const other = { sha256Hex: '01'.repeat(32), load: async () => pdf };
    await expect(sandbox.renderPage(other, 0, 500)).resolves.toBeInstanceOf(Uint8Array);
    await drawing;
    await expect(sandbox.renderPage(other, 0, 501)).resolves.toBeInstanceOf(Uint8Array);
  });

  it('is refused for what it does, not for its shape', async () => {
    expect(await sandbox.takeIn(endlessPdf(2))).toMatchObject({ report: { code: null } });
  });
});

describe('a child', () => {
  const dir = mkdtempSync(join(tmpdir(), 'child-'));
  const children: DocumentChild[] = [];
  const task = { kind: 'second-opinion', bytes: new Uint8Array() } as const;
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  /** A child that runs `onTask` instead of reading PDFs. */
  function childThat(
    onTask: string,
    limits: { cpuSeconds?: number; residentBytes?: number } = {},
  ): DocumentChild {
    const script = join(dir, `${children.length}-${Math.random()}.mjs`);
    writeFileSync(
      script,
      `import fs from 'node:fs'; import { spawnSync } from 'node:child_process';
       const usage = { cpuMs: 0, residentBytes: 0 };
       const reply = (answer) => process.send({ state: 'done', answer, usage });
       process.on('message', async () => { ${onTask} }); process.send({ state: 'ready' });`,
    );
    const child = new DocumentChild(script, {
      cpuSeconds: 20,
      residentBytes: 1_000_000_000,
      heapMegabytes: 64,
      ...limits,
    });
    children.push(child);
    return child;
  }

  it('has no environment of ours', async () => {
    process.env.SECRET_OF_THE_PARENT = 'hunter2';
    const names = await childThat('reply(JSON.stringify(process.env))').run(task, { wallMs: 120_000 });
    expect(String(names)).not.toContain('hunter2');
    expect(String(names)).not.toContain('PATH');
  });

  it('cannot write a file or start a program', async () => {
    const target = join(dir, 'written');
    const attempt = (code: string) => `try { ${code}; reply('done') } catch (error) { reply(error.code) }`;
    const writing = childThat(attempt(`fs.writeFileSync(${JSON.stringify(target)}, 'x')`));
    expect(await writing.run(task, { wallMs: 120_000 })).toBe('ERR_ACCESS_DENIED');
    const starting = childThat(attempt(`spawnSync('/bin/true')`));
    expect(await starting.run(task, { wallMs: 120_000 })).toBe('ERR_ACCESS_DENIED');
    expect(() => readFileSync(target)).toThrow();
  });

  it.each([
    ['loops', 'for (;;);', { wallMs: 2_500 }, 'pdf-timed-out'],
    ['uses up its processor time', 'for (;;);', { cpuSeconds: 1 }, 'pdf-timed-out'],
    [
      'fills the heap',
      'const all = []; for (;;) all.push(new Array(1e5).fill(all.length));',
      {},
      'pdf-too-complex',
    ],
    [
      'fills memory beyond the heap',
      'globalThis.all = []; setInterval(() => globalThis.all.push(Buffer.alloc(2e7, 1)), 20);',
      { residentBytes: 300_000_000 },
      'pdf-too-complex',
    ],
    ['crashes', 'process.abort()', {}, 'pdf-too-complex'],
    ['leaves', 'process.exit(0)', {}, 'pdf-too-complex'],
  ])(
    'that %s is ended with a sentence',
    // However long a busy machine takes to come to the limit that is meant.
    async (_name, onTask, { wallMs = 120_000, ...limits }: Record<string, number>, code) => {
      const child = childThat(onTask, limits);
      await expect(child.run(task, { wallMs, mostWallMs: 240_000 })).rejects.toMatchObject({ code });
      await expect.poll(() => child.isAlive).toBe(false);
    },
  );
});
