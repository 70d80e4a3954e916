import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. (`import.meta.dirname` would need Node 20.11.) */
export const REPOSITORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
