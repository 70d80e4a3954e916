import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { writeResult } from '../../terminal/output.js';
import { calibrateMachine } from '../calibration.js';
import { compare, judgeAims } from './aims.js';
import { VALUES_PER_DOCUMENT } from './field-values.js';
import { benchInputs } from './inputs.js';
import { makeKeys } from './make-keys.js';
import { measure, measureRequestShape } from './measure-process.js';
import { type InputResult, measureInput, writeInput } from './seal-speed.js';
import { measureToken } from './token-speed.js';

const inputIds = benchInputs.map(({ id }) => id);

/** `bench seal`: ours beside the peers and the limit, in one run, as JSON. Needs SoftHSM and openssl, no platform. */
export function addSealBench(bench: Command): void {
  bench
    .command('seal')
    .description('sealing a file: ours, @libpdf/core, pdf-lib with @signpdf, and the limit')
    .addOption(new Option('--only <documents...>', 'measure only these').choices(inputIds))
    .action(async ({ only }: { only?: string[] }) => {
      const dir = mkdtempSync(join(tmpdir(), 'sealwright-bench-seal-'));
      try {
        writeResult(await runSealBench(dir, only ?? inputIds));
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
  bench.command('seal-measurement <request>', { hidden: true }).action(async (path: string) => {
    writeResult(await measure(measureRequestShape.parse(JSON.parse(readFileSync(path, 'utf8')))));
  });
}

async function runSealBench(dir: string, ids: readonly string[]): Promise<unknown> {
  const report = (line: string): void => void process.stderr.write(`${line}\n`);
  report('calibrating this machine …');
  const calibration = await calibrateMachine();
  const keys = await makeKeys(dir);
  // The one-page file also warms up every memory measurement.
  for (const input of benchInputs.filter(({ id }) => id === 'one-page')) writeInput(dir, input);
  const results: InputResult[] = [];
  for (const input of benchInputs.filter(({ id }) => ids.includes(id))) {
    results.push(await measureInput(input, { dir, keys, report }));
  }
  const token = await measureToken(keys, report);
  return {
    benchmark: 'seal',
    calibration,
    aims: results.flatMap(judgeAims),
    documents: results.map(describe),
    tokenSignaturesPerS: token,
  };
}

function describe(result: InputResult): unknown {
  const { input, bytes, results, stepsMs, hottest } = result;
  return {
    id: input.id,
    title: input.title,
    pages: input.pageCount,
    bytes,
    fieldValues: VALUES_PER_DOCUMENT,
    ...compare(result),
    results,
    ourStepsMs: stepsMs,
    ourHottestFunctions: hottest,
  };
}
