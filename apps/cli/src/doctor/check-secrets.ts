import { readFileSync, statSync } from 'node:fs';
import { type Check, fail, ok, reasonOf, Unwell, warn } from './finding.js';

const masterKeyBytes = 32;

/** Without the master key no stored document can be read again: it must be there, whole, and nobody else's. */
export const checkSecrets: Check = {
  name: 'master key',
  async run(environment) {
    if (environment.MASTER_KEY) return judgeKey(environment.MASTER_KEY, null);
    const file = environment.MASTER_KEY_FILE;
    if (!file)
      throw new Unwell(
        'MASTER_KEY_FILE is not set.',
        'Start the platform once (npm start), or set MASTER_KEY_FILE.',
      );
    try {
      return judgeKey(readFileSync(file, 'utf8'), statSync(file).mode & 0o777);
    } catch (cause) {
      throw new Unwell(
        `The master key cannot be read: ${reasonOf(cause)}.`,
        'Restore the file from your backup; do not make a new one.',
        { cause },
      );
    }
  },
};

/** `mode`: permission bits of its file, or null where it came from a variable. */
export function judgeKey(text: string, mode: number | null) {
  if (Buffer.from(text.trim(), 'base64').length !== masterKeyBytes) {
    return fail(
      'The master key is not 32 bytes in base64.',
      'Restore it from your backup; do not make a new one.',
    );
  }
  if (mode !== null && (mode & 0o077) !== 0) {
    return warn(
      'Other users of this machine may read the master key.',
      'chmod 600 the file that MASTER_KEY_FILE names.',
    );
  }
  return ok('Present and readable by its owner alone.');
}
