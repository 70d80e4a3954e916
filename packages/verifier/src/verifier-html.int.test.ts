import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildVerifierHtml } from '../build/build-verifier-html.mjs';
import type { EvidenceInput } from './evidence-input.js';
import type { EvidenceReport } from './evidence-report.js';
import { createSampleWorld, type SampleEvidence, type SampleWorld } from './testing/sample-evidence.js';
import { createSampleLog } from './testing/sample-log.js';
import { verifyEvidence } from './verify-evidence.js';

const dir = mkdtempSync(join(tmpdir(), 'sealwright-verifier-'));
const html = join(dir, 'verifier.html');
const programs = [process.env.CHROMIUM ?? '', 'chromium', 'chromium-browser', 'google-chrome'];
const program = programs.map((name) => spawnSync('which', [name]).stdout?.toString().trim()).find(Boolean);
if (!program) console.warn('NOT TRIED: verifier.html in a browser, because there is no Chromium here.');

let browser: Browser;
let page: Page;
let world: SampleWorld;
let good: SampleEvidence;
const asked: string[] = [];

function put(name: string, bytes: Uint8Array | string): string {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
}

describe.skipIf(!program)('verifier.html, opened from disk with the network off', () => {
  beforeAll(async () => {
    writeFileSync(html, await buildVerifierHtml());
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
    const context = await browser.newContext({ offline: true, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('pageerror', (error) => asked.push(`error: ${error.message}`));
    page.on('console', (message) => message.type() === 'error' && asked.push(`console: ${message.text()}`));
    world = await createSampleWorld();
    good = await world.make({ level: 'B-LTA' });
    put('certificate.pdf', good.certificate);
    put('sealed.pdf', good.document);
    put('trust.pem', world.trust.trustedRootPem);
    put('log.key', world.log.verifierKey);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function reportOn(...names: string[]): Promise<EvidenceReport> {
    await page.goto(pathToFileURL(html).href);
    asked.length = 0;
    await page.setInputFiles(
      'input[type=file]',
      names.map((name) => join(dir, name)),
    );
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save this report' }).click(),
    ]);
    const { file: _, ...report } = JSON.parse(
      readFileSync(await download.path(), 'utf8'),
    ) as EvidenceReport & { file: string };
    // The report that was saved is made in the page; nothing else may be asked for.
    expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
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

  it('sees one byte changed in the seal’s container', async () => {
    const text = Buffer.from(good.certificate).toString('latin1');
    const start = text.indexOf('/Contents <') + 40;
    const letter = start + text.slice(start).search(/[a-f]/);
    const changed = good.certificate.slice();
    changed[letter] = (changed[letter] ?? 0) ^ 0x20;
    put('letter.pdf', changed);
    const report = await reportOn('letter.pdf', 'trust.pem');
    expect(report).toEqual(
      await inNode({ certificate: changed, trustedRootsPem: [world.trust.trustedRootPem] }),
    );
    expect(report.verdict).toBe('invalid');
  });

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
