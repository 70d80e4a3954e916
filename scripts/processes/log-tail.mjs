import { readFileSync } from 'node:fs';

/**
 * The last `count` lines of a log as one sentence to print, or '' when there is no log.
 *
 * @param {string} logFile
 */
export function logTail(logFile, count = 5) {
  try {
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.join('\n');
  } catch {
    return '';
  }
}
