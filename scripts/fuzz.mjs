// npm run fuzz -- [SECONDS] [--seed N]: damaged PDFs before reader, intake, rehearsal and verifier, each in a child with
// limits. Ten minutes when nothing is said; npm test tries for a few seconds. --seed looks at one finding again.
import { parseArgs } from 'node:util';
import { runTool } from './checks/run-tool.mjs';
import { build } from './stack/build.mjs';

const TEST = 'packages/signing-core/src/conformance/intake-fuzz.int.test.ts';
const DEFAULT_SECONDS = 600;

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true });
const seconds = Number(positionals[0] ?? DEFAULT_SECONDS);
const isUsable = positionals.length <= 1 && seconds > 0 && /^\d*$/.test(values.seed ?? '');

if (isUsable) {
  await build({ parts: ['server'], report: console.log });
  const seed = values.seed === undefined ? {} : { FUZZ_SEED: values.seed };
  const env = { ...process.env, FUZZ_SECONDS: String(seconds), ...seed };
  const { code } = await runTool('vitest', ['run', '--project', 'integration', TEST], { env, live: true });
  process.exitCode = code;
} else {
  console.error('Usage: npm run fuzz -- [SECONDS] [--seed N]');
  process.exitCode = 64;
}
