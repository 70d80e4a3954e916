import { randomInt } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRESS_EVERY_MS = 30_000;
/** Numbers of damaged files are 32 bits wide. */
export const FILE_NUMBERS = 2 ** 32;

/**
 * New damaged files for so many seconds, or the one that is named, through the intake. Tells what is found at once, and keeps
 * its file. Needs the built packages.
 *
 * @param {{ seconds: number, only: number | null }} wanted
 * @returns {Promise<{ tried: number, found: number }>}
 */
export async function fuzzIntake({ seconds, only }) {
  const { runFuzz } = await import('../../packages/signing-core/dist/testing/fuzz/run-fuzz.js');
  const so = { found: 0 };
  const tried = await runFuzz(only === null ? newNumbers(seconds, so) : [only], (finding) => {
    so.found += 1;
    tell(finding);
  });
  return { tried, found: so.found };
}

function* newNumbers(seconds, so) {
  const first = randomInt(FILE_NUMBERS);
  console.log(`Damaged files from number ${first} on, for ${seconds} s`);
  const startMs = performance.now();
  let toldMs = startMs;
  for (let count = 0; performance.now() - startMs < seconds * 1000; count += 1) {
    if (performance.now() - toldMs > PROGRESS_EVERY_MS) {
      toldMs = performance.now();
      const afterSeconds = Math.round((toldMs - startMs) / 1000);
      console.log(`${count} tried after ${afterSeconds} s, ${so.found} with findings`);
    }
    yield (first + count) % FILE_NUMBERS;
  }
}

function tell({ seed, what, bytes }) {
  const file = join(mkdtempSync(join(tmpdir(), 'sealwright-fuzz-')), `${seed}.pdf`);
  writeFileSync(file, bytes);
  console.log(`FOUND, number ${seed} (${file}): ${what}`);
}
