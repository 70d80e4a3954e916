// npm run fuzz -- [SECONDS] [--seed N]: damaged PDFs before reader, intake, rehearsal and verifier, each in a child with
// limits. Ten minutes when nothing is said; npm test tries a fixed few. What is found is told at once, with its number and its
// file. Exit code 0 when nothing was found, 1 when something was, 64 when called wrongly.
import { FILE_NUMBERS, fuzzIntake } from './checks/fuzz-intake.mjs';
import { readArguments, wholeNumber } from './checks/read-arguments.mjs';
import { build } from './stack/build.mjs';

const DEFAULT_SECONDS = '600';
const USAGE = `Usage: npm run fuzz [-- [SECONDS] [--seed N]]
  SECONDS   how long new damaged files are tried; ${DEFAULT_SECONDS} when nothing is said
  --seed N  only this one, as an earlier run named it`;

const wanted = readArguments(USAGE, { seed: { type: 'string' } }, ({ values, positionals }) => {
  const seconds = wholeNumber(positionals[0] ?? DEFAULT_SECONDS, 1);
  if (positionals.length > 1 || seconds === null) return 'SECONDS is one whole number from 1 on.';
  if (values.seed === undefined) return { seconds, only: null };
  const only = wholeNumber(values.seed, 0);
  return only === null || only >= FILE_NUMBERS ? 'N is a whole number below 2³².' : { seconds, only };
});

await build({ parts: ['server'], report: console.log });
const { tried, found } = await fuzzIntake(wanted);
console.log(`${tried} damaged files tried, ${found} with findings`);
process.exitCode = found > 0 ? 1 : 0;
