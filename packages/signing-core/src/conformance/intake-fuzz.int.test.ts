import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runFuzz } from '../testing/fuzz/run-fuzz.js';

/** `npm run fuzz -- SECONDS` sets a longer time and begins anywhere, `--seed N` looks at one file again. */
const seconds = Number(process.env.FUZZ_SECONDS ?? 6);
const isSearching = process.env.FUZZ_SECONDS !== undefined;
const one = process.env.FUZZ_SEED === undefined ? null : Number(process.env.FUZZ_SEED);

function* seedsFor(milliseconds: number): Generator<number> {
  const first = isSearching ? Math.floor(Math.random() * 2 ** 31) : 1;
  const endMs = Date.now() + milliseconds;
  for (let seed = first; Date.now() < endMs; seed++) yield seed;
}

it(
  'answers for any damaged file in time and memory, and freezes only what is fit',
  async () => {
    const findings: string[] = [];
    const tried = await runFuzz(one === null ? seedsFor(seconds * 1000) : [one], ({ seed, what, bytes }) => {
      const file = join(mkdtempSync(join(tmpdir(), 'sealwright-fuzz-')), `${seed}.pdf`);
      writeFileSync(file, bytes);
      findings.push(`seed ${seed} (${file}): ${what}`);
    });
    console.info(`${tried} damaged files tried`);
    expect(findings).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  },
  (seconds + 60) * 1000,
);
