import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildVerifierHtml } from '../build/build-verifier-html.mjs';
import type { EvidenceInput } from './evidence-input.js';
import type { EvidenceReport } from './evidence-report.js';
import { createSampleWorld, type SampleEvidence, type SampleWorld } from './testing/sample-evidence.js';
import { createSampleLog } from './testing/sample-log.js';
import { chromiumPath, openVerifierPage, type VerifierPage } from './testing/verifier-page.js';
import { verifyEvidence } from './verify-evidence.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-verifier-'));
const html = join(dir, 'verifier.html');
if (!chromiumPath) console.warn('NOT TRIED: verifier.html in a browser, because there is no Chromium here.');

let verifier: VerifierPage;
let page: Page;
let world: SampleWorld;
let good: SampleEvidence;

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
}

describe.skipIf(!chromiumPath)('verifier.html, opened from disk with the network off', () => {
  beforeAll(async () => {
    writeFileSync(html, await buildVerifierHtml());
    verifier = await openVerifierPage(html);
    page = verifier.page;
    world = await createSampleWorld();
    good = await world.make({ level: 'B-LTA' });
    put('certificate.pdf', good.certificate);
    put('sealed.pdf', good.document);
    put('trust.pem', world.trust.trustedRootPem);
    put('log.key', world.log.verifierKey);
  });
  afterAll(async () => {
    await verifier?.browser.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function reportOn(...names: string[]): Promise<EvidenceReport> {
    const report = await verifier.reportOn(...names.map((name) => join(dir, name)));
    // The report that was saved is made in the page; nothing else may be asked for.
    expect(verifier.asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
    return report;
  }

  async function inNode(input: Partial<EvidenceInput>): Promise<EvidenceReport> {
    const whole = { certificate: good.certificate, ...input };
    return JSON.parse(JSON.stringify(await verifyEvidence(whole))) as EvidenceReport;
  }

  const trusted = () => ({ trustedRootsPem: [world.trust.trustedRootPem], logKeys: [world.log.verifierKey] });
  const beside = () => ({ documents: [{ name: 'sealed.pdf', bytes: good.document }] });

  it('says what Node says: valid, changed, without trust, with another log’s key', async () => {
    const valid = await reportOn('certificate.pdf', 'sealed.pdf', 'trust.pem', 'log.key');
    expect(valid).toEqual(await inNode({ ...trusted(), ...beside() }));
    expect(valid.verdict).toBe('valid');
    expect(await reportOn('certificate.pdf')).toEqual(await inNode({}));
    const key = createSampleLog().verifierKey;
    put('other.key', key);
    const other = await reportOn('certificate.pdf', 'trust.pem', 'other.key');
    expect(other).toEqual(await inNode({ ...trusted(), logKeys: [key] }));
    expect(other.verdict).toBe('invalid');
  });

  it('sees one byte changed wherever it is', async () => {
    const text = Buffer.from(good.certificate).toString('latin1');
    const marks = [
      '%PDF',
      '/Names',
      'stream\n{',
      '/DocMDP',
      '/ByteRange',
      '/Contents <',
      'startxref',
      '%%EOF',
    ];
    const container = text.indexOf('/Contents <') + 40;
    const letter = container + text.slice(container).search(/[a-f]/);
    const fifths = Array.from({ length: 4 }, (_, index) => Math.floor((text.length * (index + 1)) / 5));
    const positions = [...marks.map((mark) => text.lastIndexOf(mark) + mark.length), ...fifths];
    expect(marks.every((mark) => text.includes(mark))).toBe(true);
    for (const [position, mask] of [[letter, 0x20], ...positions.map((one) => [one, 1])] as const) {
      const changed = good.certificate.slice();
      changed[position] = (changed[position] ?? 0) ^ mask;
      put('changed.pdf', changed);
      const report = await reportOn('changed.pdf', 'trust.pem');
      expect(report).toEqual(
        await inNode({ certificate: changed, trustedRootsPem: [world.trust.trustedRootPem] }),
      );
      expect(report.verdict, `byte ${position}`).not.toBe('valid');
    }
  }, 240_000);

  it('tells what to do with files that are no certificate', async () => {
    put('notes.bin', Buffer.from([1, 2, 3]));
    await page.goto(pathToFileURL(html).href);
    await page.setInputFiles('input[type=file]', [join(dir, 'sealed.pdf'), join(dir, 'notes.bin')]);
    await page.getByRole('alert').getByText('None of these PDFs is an audit certificate').waitFor();
    await page.getByText('Not used: This is not a PDF').waitFor();
  });

  it('is worked by keyboard, speaks its verdict, and fits a phone', async () => {
    await page.goto(pathToFileURL(html).href);
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      (async () => {
        await page.getByRole('button', { name: 'Choose files' }).focus();
        await page.keyboard.press('Enter');
      })(),
    ]);
    await chooser.setFiles([join(dir, 'certificate.pdf'), join(dir, 'trust.pem')]);
    await page
      .getByRole('status')
      .getByText(/^Valid\. The record of/)
      .waitFor({ state: 'attached' });
    await page.locator('summary', { hasText: 'Is the record complete and unaltered?' }).press('Enter');
    await page.getByText('No event missing or changed').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it('is one file: nothing in it is fetched, and the policy would not allow it', () => {
    const text = readFileSync(html, 'utf8');
    const policy = /content="(default-src [^"]+)"/.exec(text)?.[1]?.replaceAll(/sha256-[^']+/g, '…');
    expect(policy).toBe(
      "default-src 'none'; script-src '…'; style-src '…'; font-src data:; base-uri 'none'; form-action 'none'",
    );
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '';
    expect(style.match(/url\([^)]{0,20}/g)?.every((address) => address.startsWith('url(data:font'))).toBe(
      true,
    );
    expect(/<(?:script|link|img|iframe)[^>]+(?:src|href)=/.test(text.slice(0, text.indexOf('<style>')))).toBe(
      false,
    );
  });

  it('is the same bytes when it is built again', async () => {
    expect((await buildVerifierHtml()) === readFileSync(html, 'utf8')).toBe(true);
    expect(fileURLToPath(import.meta.resolve('@sealwright/verifier/verifier.html'))).toMatch(
      /dist\/verifier\.html$/,
    );
  });
});
