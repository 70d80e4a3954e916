import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where installers put LibreOffice without telling PATH. */
const OTHER_FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/usr/lib/libreoffice/program',
  '/Applications/LibreOffice.app/Contents/MacOS',
];

/** The program's path, null when it is not installed. */
export function findProgram(name: string, searchPath: string): string | null {
  const folders = [...searchPath.split(delimiter).filter((folder) => folder !== ''), ...OTHER_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
