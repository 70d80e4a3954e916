import { createHash } from 'node:crypto';
import { containerByteLength, drawMarks, embed, prepare, readPdfFile, sign } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import type { BenchKeys } from './contestant.js';
import { marksFor, sealOptions } from './contestants/ours.js';
import { openTokenSigner } from './contestants/token-signer.js';
import { fieldValues } from './field-values.js';

const RUNS = 15;
/** As the contestants have. */
const WARM_UP_MS = 1500;

/** Our own sealing, stage by stage; `hash once` is how long SHA-256 over this file takes, for comparison. */
export async function measureSteps(
  keys: BenchKeys,
  pdfPath: string,
  pageCount: number,
): Promise<Record<string, number[]>> {
  const { signer, close } = await openTokenSigner(keys);
  const fonts = loadFonts();
  let samples: Record<string, number[]> = {};
  const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
    const startedAtMs = performance.now();
    const result = await work();
    const taken = samples[step] ?? [];
    taken.push(performance.now() - startedAtMs);
    samples[step] = taken;
    return result;
  };
  const timedSigner = {
    ...signer,
    signDigest: (digest: Uint8Array) => timed('token', () => signer.signDigest(digest)),
  };
  try {
    const isWarmAtMs = performance.now() + WARM_UP_MS;
    for (let run = 0, counted = 0; counted < RUNS; run += 1) {
      const isWarm = performance.now() > isWarmAtMs;
      if (isWarm) counted += 1;
      else samples = {};
      const pdf = await readPdfFile(pdfPath);
      const marks = marksFor(fieldValues(run), pageCount);
      const filled = await timed('draw values', () => drawMarks(pdf, marks, fonts));
      const contentsByteLength = containerByteLength(signer);
      const prepared = await timed('prepare', () =>
        prepare(filled, { ...sealOptions(), contentsByteLength }),
      );
      const signed = await timed('sign (with token)', () => sign(prepared, timedSigner));
      await timed('embed and check', () => embed(signed));
      await timed('hash once', () => createHash('sha256').update(pdf).digest());
    }
    return samples;
  } finally {
    await close();
  }
}
