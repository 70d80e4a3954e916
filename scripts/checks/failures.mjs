import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Failure
 * @property {string} title what failed: a check, or project, file and test
 * @property {string} [message] why, as told by whoever noticed; one line of it is shown in lists
 * @property {string} [details] all there is to know
 */

const LINE_LENGTH = 160;
const MOST_LISTED = 60;
const MOST_DETAILED = 20;
const MOST_DETAIL_LINES = 60;

/**
 * A failure in one line, without escape sequences.
 *
 * @param {Failure} failure
 */
export function failureLine({ title, message = '' }) {
  const [reason = ''] = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return shorten(reason === '' ? title : `${title}: ${reason}`, LINE_LENGTH);
}

/**
 * What failed, by name and reason before everything else: whoever is shown only the surroundings of the first " FAIL " in
 * a long log learns of every failure. Nothing else prints that word.
 *
 * @param {Failure[]} failures
 * @returns {string[]} lines; none when nothing failed
 */
export function tellFailures(failures) {
  if (failures.length === 0) return [];
  const listed = failures.slice(0, MOST_LISTED).map((failure) => `  ${failureLine(failure)}`);
  const unlisted = failures.length - listed.length;
  return [
    ` FAIL  ${failures.length} in all:`,
    ...listed,
    ...(unlisted > 0 ? [`  … and ${unlisted} more`] : []),
    ...failures.slice(0, MOST_DETAILED).flatMap(detailLines),
  ];
}

function detailLines({ title, details = '' }) {
  const lines = details.replaceAll(' FAIL ', ' failed ').trimEnd().split('\n');
  const left = lines.length - MOST_DETAIL_LINES;
  return [
    '',
    `--- ${title}`,
    ...lines.slice(0, MOST_DETAIL_LINES),
    ...(left > 0 ? [`… ${left} more lines`] : []),
  ];
}

function shorten(text, length) {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
