import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// sbin is missing from an ordinary user's PATH on Debian although servers live there.
const EXTRA_DIRS = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
  '/usr/local/bin',
];

/**
 * The full path of the first of `names` that can be executed, or null.
 *
 * @param {string[]} names
 * @returns {string | null}
 */
export function findProgram(names) {
  const dirs = [...(process.env.PATH ?? '').split(delimiter), ...EXTRA_DIRS].filter(Boolean);
  for (const name of names) {
    for (const dir of dirs) {
      const candidate = join(dir, name);
      if (isExecutable(candidate)) return candidate;
    }
  }
  return null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
