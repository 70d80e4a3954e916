import { waitForSigningMail } from '../demo/inbox.js';
import { readySigner, sendEnvelope } from './bench-envelopes.js';
import { launchBrowser, measureSignerPage, type SignerPageResult } from './signer-page.js';
import { countTaps } from './signer-taps.js';
import type { BenchWorld } from './world.js';

const runs = 5;

export interface SignerResult extends SignerPageResult {
  /** From the mailed link to the farewell, opening and consent included. */
  readonly tapsForFiveFields: number;
}

/** A signer's page on a slow phone, a fresh browser each time; then a visit by touch, counted. */
export async function measureSigners(
  world: BenchWorld,
  report: (line: string) => void,
): Promise<SignerResult> {
  report('signer page on a slow phone …');
  const signers = [];
  for (let run = 0; run < runs; run += 1) {
    const envelope = await sendEnvelope(world, `phone-${run}`);
    const { cookies } = await readySigner(world, envelope);
    signers.push({ url: new URL('/sign', world.origin).href, cookies });
  }
  const page = await measureSignerPage(signers);
  report('taps for five fields …');
  return { ...page, tapsForFiveFields: await tapsFromTheMail(world) };
}

async function tapsFromTheMail(world: BenchWorld): Promise<number> {
  const envelope = await sendEnvelope(world, 'taps');
  const { url } = await waitForSigningMail(world.inboxUrl, envelope.email, world.origin);
  const browser = await launchBrowser();
  try {
    return await countTaps(browser, url.href);
  } finally {
    await browser.close();
  }
}
