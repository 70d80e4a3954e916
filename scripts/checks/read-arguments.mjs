import { parseArgs } from 'node:util';

/** As sysexits.h has it: called in a way it does not know. */
const EX_USAGE = 64;

/**
 * What a script was called with. Where it makes no sense, says how it is called and ends with code 64; `--help` with 0.
 *
 * @template T
 * @param {string} usage
 * @param {import('node:util').ParseArgsConfig['options']} options
 * @param {(given: { values: Record<string, string | undefined>, positionals: string[] }) => T | string} read what was meant, or
 *   the sentence that says what is wrong
 * @param {string[]} [args]
 * @returns {T}
 */
export function readArguments(usage, options, read, args = process.argv.slice(2)) {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  const answer = parsed(options, read, args);
  if (typeof answer !== 'string') return answer;
  console.error(`${answer}\n${usage}`);
  process.exit(EX_USAGE);
}

function parsed(options, read, args) {
  try {
    return read(parseArgs({ args, options, allowPositionals: true }));
  } catch (error) {
    return error.message;
  }
}

/**
 * @param {string} text
 * @param {number} least
 * @returns {number | null} a whole number of decimal digits, null when it is none or too small
 */
export function wholeNumber(text, least) {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least ? number : null;
}
