import { readySigner, sendEnvelope } from './bench-envelopes.js';
import { measureSignerPage, type SignerPageResult } from './signer-page.js';
import type { BenchWorld } from './world.js';

const runs = 5;

/** A signer's page on a slow phone, a fresh browser each time. */
export async function measureSigners(
  world: BenchWorld,
  report: (line: string) => void,
): Promise<SignerPageResult> {
  report('signer page on a slow phone …');
  const signers = [];
  for (let run = 0; run < runs; run += 1) {
    const envelope = await sendEnvelope(world, `phone-${run}`);
    const { cookies } = await readySigner(world, envelope);
    signers.push({ url: new URL('/sign', world.origin).href, cookies });
  }
  return measureSignerPage(signers);
}
