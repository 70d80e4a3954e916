import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type Spread, spreadOf } from './statistics.js';

export interface SignerVisit {
  readonly url: string;
  readonly cookies: ReadonlyMap<string, string>;
}

export interface SignerPageResult {
  /** Compressed bytes on the wire before the image of page 1 is decoded. */
  readonly javascriptKb: number;
  readonly allKb: number;
  readonly requests: number;
  readonly pageOne: Spread;
  readonly throttle: string;
}

/** A phone of the reference: 412×823 at 2×, 1.6 Mbit/s, 150 ms round trip, a quarter of this processor. */
const phone = { width: 412, height: 823, deviceScaleFactor: 2 };
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const throttle = '4× CPU, 1.6 Mbit/s down, 150 ms';

const chromiumPaths = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Opens `url` with the given cookies in a fresh browser each time and takes what arrives until page 1 can be read.
 *
 * @throws Error when no Chromium is installed.
 */
export async function measureSignerPage(signers: readonly SignerVisit[]): Promise<SignerPageResult> {
  const runs = [];
  for (const signer of signers) {
    const browser = await launchBrowser();
    try {
      runs.push(await openOnce(browser, signer));
    } finally {
      await browser.close();
    }
  }
  const last = runs.at(-1);
  if (last === undefined) throw new RangeError('no signer to open the page for');
  return { ...last.weight, pageOne: spreadOf(runs.map((run) => run.pageOneMs)), throttle };
}

/** A browser without a past. @throws Error when no Chromium is installed. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPaths.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: install it or set CHROMIUM');
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

async function openOnce(
  browser: Browser,
  signer: SignerVisit,
): Promise<{ pageOneMs: number; weight: { javascriptKb: number; allKb: number; requests: number } }> {
  const { deviceScaleFactor, ...viewport } = phone;
  const context = await browser.newContext({ viewport, deviceScaleFactor, isMobile: true, hasTouch: true });
  await context.addCookies([...signer.cookies].map(([name, value]) => ({ name, value, url: signer.url })));
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.emulateNetworkConditions', slowNetwork);
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const received = { javascript: 0, all: 0, requests: 0 };
  const kinds = new Map<string, string>();
  protocol.on('Network.requestWillBeSent', (event) => {
    received.requests += 1;
    kinds.set(event.requestId, event.type ?? 'Other');
  });
  protocol.on('Network.loadingFinished', (event) => {
    received.all += event.encodedDataLength;
    if (kinds.get(event.requestId) === 'Script') received.javascript += event.encodedDataLength;
  });
  const startedAtMs = performance.now();
  await page.goto(signer.url, { waitUntil: 'commit' });
  const pageOne = page.locator('img[src*="/pages/1."]');
  await pageOne.waitFor();
  // `decode` of the element resolves once its pixels can be painted.
  await pageOne.evaluate('image => image.decode()');
  const pageOneMs = performance.now() - startedAtMs;
  const kilobytes = (bytes: number): number => Math.round(bytes / 1000);
  return {
    pageOneMs,
    weight: {
      javascriptKb: kilobytes(received.javascript),
      allKb: kilobytes(received.all),
      requests: received.requests,
    },
  };
}
