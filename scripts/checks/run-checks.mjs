import { failureLine, tellFailures } from './failures.mjs';
import { sumCounts } from './test-counts.mjs';

/**
 * @typedef {import('./test-counts.mjs').Counts} Counts
 * @typedef {{ title: string, run: () => Promise<Counts | string | null> }} Check
 *   `run` answers with test counts, or for a check that is one thing: what is wrong (null: nothing)
 */

/**
 * Runs checks one after the other, those of an inner list side by side, all of them whatever fails, and says of each how
 * it went.
 *
 * @param {(Check | Check[])[]} checks
 * @returns {Promise<Counts>}
 */
export async function runChecks(checks) {
  const all = [];
  for (const check of checks) all.push(...(await Promise.all([check].flat().map(runOne))));
  return sumCounts(all);
}

/**
 * Prints what failed, first all of it by name and then in detail, and the sum as the last line, and ends with a non-zero
 * exit code when anything failed.
 *
 * @param {Counts} counts
 */
export function report({ passed, failed, failures = [], secondTries = [] }) {
  for (const line of tellFailures(failures)) console.log(line);
  for (const failure of secondTries) console.log(`passed when tried again: ${failureLine(failure)}`);
  for (const failure of failures) console.log(`failed: ${failureLine(failure)}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function runOne({ title, run }) {
  const startedAtMs = performance.now();
  const answer = await run().catch((error) => (error instanceof Error ? error.message : String(error)));
  const isCounts = answer !== null && typeof answer === 'object';
  const counts = isCounts ? answer : countOne(title, answer);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  const detail = isCounts
    ? `  ${counts.passed} passed${counts.failed ? `, ${counts.failed} failed` : ''}`
    : '';
  console.log(`${counts.failed === 0 ? 'ok    ' : 'not ok'} ${title} (${seconds} s)${detail}`);
  for (const failure of counts.failures ?? []) console.log(`  ${failureLine(failure)}`);
  return counts;
}

function countOne(title, complaint) {
  if (complaint === null) return { passed: 1, failed: 0 };
  return { passed: 0, failed: 1, failures: [{ title, message: complaint, details: complaint }] };
}
