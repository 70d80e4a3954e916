import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { EvidenceReport } from '../evidence-report.js';

const programs = [process.env['CHROMIUM'] ?? '', 'chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of this machine; undefined where there is none. */
export const chromiumPath = programs
  .map((name) => spawnSync('which', [name]).stdout?.toString().trim())
  .find(Boolean);

/** verifier.html as a person has it: opened from disk, the network off, on a phone. */
export interface VerifierPage {
  readonly browser: Browser;
  readonly page: Page;
  /** Whatever the page asked the network for, and what it complained about. */
  readonly asked: string[];
  /** Opens it afresh, gives it these files, and saves its report. */
  reportOn(...paths: string[]): Promise<EvidenceReport>;
}

/** @param html where the file lies */
export async function openVerifierPage(html: string): Promise<VerifierPage> {
  const browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  const context = await browser.newContext({ offline: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => asked.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && asked.push(`console: ${message.text()}`));
  const reportOn = async (...paths: string[]): Promise<EvidenceReport> => {
    await page.goto(pathToFileURL(html).href);
    asked.length = 0;
    await page.setInputFiles('input[type=file]', paths);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save this report' }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    const { file: _, ...report } = JSON.parse(text) as EvidenceReport & { file: string };
    return report;
  };
  return { browser, page, asked, reportOn };
}
