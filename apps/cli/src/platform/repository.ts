import { fileURLToPath } from 'node:url';

/** A path inside the repository this command was built in; the same from `src` and from `dist`. */
export function repositoryPath(relative: string): string {
  return fileURLToPath(new URL(`../../../../${relative}`, import.meta.url));
}
