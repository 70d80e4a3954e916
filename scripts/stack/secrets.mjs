import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { keptOnce } from './data-dir.mjs';

const password = () => randomBytes(24).toString('base64url');
// Read aloud and typed by hand once: words of letters that are not mistaken for each other.
const readable = () =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => 'abcdefghjkmnpqrstuvwxyz'[randomInt(23)]).join(''),
  ).join('-');

const KINDS = {
  'master-key': () => randomBytes(32).toString('base64'),
  'auth-secret': password,
  'postgres-password': password,
  'redis-password': password,
  'migrator-password': password,
  'app-password': password,
  'sealer-password': password,
  'auditor-password': password,
  'sender-password': readable,
};

/**
 * Every secret of an instance but the token's PINs, which the command line makes with the token: generated on the first start, one 0600 file each, the same ever after.
 *
 * @param {string} dir
 * @returns {{ value: (name: keyof typeof KINDS) => string, file: (name: keyof typeof KINDS) => string }}
 */
export function instanceSecrets(dir) {
  const file = (name) => join(dir, name);
  const values = Object.fromEntries(
    Object.entries(KINDS).map(([name, make]) => [name, keptOnce(file(name), make)]),
  );
  return { value: (name) => values[name], file };
}
