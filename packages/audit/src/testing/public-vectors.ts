import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Other people's test vectors stand beside the repository, not in it: `../shared/vectors`, or the folder named by
 * SEALWRIGHT_VECTORS. How to fill it: test-vectors/README.md.
 */
const folder =
  process.env['SEALWRIGHT_VECTORS'] ??
  fileURLToPath(new URL('../../../../../shared/vectors', import.meta.url));

/** Says loudly when they are not there. */
export function hasPublicVectors(name: 'merkle' | 'jcs' | 'c2sp'): boolean {
  const present = existsSync(join(folder, name));
  if (!present) console.warn(`SKIPPED: no ${name} vectors beside the repository (test-vectors/README.md)`);
  return present;
}

export function readVector(...path: string[]): string {
  return readFileSync(join(folder, ...path), 'utf8');
}

/** Paths of all files below a folder that end like this, sorted. */
export function listVectors(ending: string, ...path: string[]): string[] {
  const names = readdirSync(join(folder, ...path), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => join(...path, name))
    .sort();
}
