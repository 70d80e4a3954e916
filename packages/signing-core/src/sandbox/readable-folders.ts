import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a child has to read: its own program, this library and its fonts, and the packages both need. Not the folder a
 * program was started in, where settings and data may lie.
 *
 * @param entry the child's program
 */
export function readableFolders(entry: string): string[] {
  const programs = [entry, fileURLToPath(import.meta.url)]
    .filter(existsSync)
    .map((path) => realpathSync(path));
  return [...new Set(programs.flatMap(foldersOf))].filter(existsSync);
}

function foldersOf(program: string): string[] {
  const above = foldersAbove(dirname(program));
  const modules = above.map((folder) => join(folder, 'node_modules'));
  const home = above.find((folder) => existsSync(join(folder, 'package.json')));
  if (home === undefined) return [dirname(program), ...modules];
  // `dist`, and not what else lies in the package's folder.
  const [own = ''] = relative(home, dirname(program)).split(sep);
  return [join(home, own), join(home, 'package.json'), join(home, 'fonts'), ...modules];
}

/** The folder itself and all above it, up to the root. */
function foldersAbove(folder: string): string[] {
  const next = dirname(folder);
  return next === folder ? [folder] : [folder, ...foldersAbove(next)];
}
