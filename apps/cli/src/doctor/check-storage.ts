import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Check, fail, ok, reasonOf, requireVariable, Unwell, warn } from './finding.js';

const lowSpaceBytes = 1_000_000_000;

/** Writes, reads back and renames a file the way documents are stored. */
export const checkStorage: Check = {
  name: 'storage',
  async run(environment) {
    const folder = requireVariable(environment, 'STORAGE_DIR');
    const content = randomBytes(64 * 1024);
    const temporary = join(folder, `.doctor-${content.toString('hex', 0, 8)}`);
    const final = `${temporary}.done`;
    try {
      await writeFile(temporary, content, { mode: 0o600, flush: true });
      const readBack = await readFile(temporary);
      await rename(temporary, final);
      if (!readBack.equals(content)) {
        return fail(
          'The storage gave back other bytes than were written.',
          'Stop using this disk; restore from backup.',
        );
      }
    } catch (cause) {
      throw new Unwell(
        `Documents cannot be stored: ${reasonOf(cause)}.`,
        'Make STORAGE_DIR a folder that the platform may write to, with free space.',
        { cause },
      );
    } finally {
      await Promise.all([temporary, final].map((path) => rm(path, { force: true })));
    }
    const { bavail, bsize } = await statfs(folder);
    const freeBytes = bavail * bsize;
    const free = `${(freeBytes / 1e9).toFixed(1)} GB free`;
    return freeBytes < lowSpaceBytes
      ? warn(`Writes and reads well, but only ${free}.`, 'Make room before uploads are refused.')
      : ok(`Writes, reads back and renames; ${free}.`);
  },
};
