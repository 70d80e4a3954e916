import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** As far as a reader looks for the header. */
const HEADER_WINDOW_BYTES = 1024;

/**
 * The named files, and of named folders, at any depth and in order of name, every file that is called or begins like
 * a PDF. Pipes and devices are left alone: they may never end.
 *
 * @throws CliError `file-unreadable`, `file-unusable`, `no-documents` with exit code 64.
 */
export function findDocuments(paths: readonly string[]): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const kind = kindOf(path);
    if (kind === null) throw usage('file-unreadable', `The file ${JSON.stringify(path)} cannot be read.`);
    if (kind === 'other')
      throw usage('file-unusable', `${JSON.stringify(path)} is neither a file nor a folder.`);
    for (const file of kind === 'file' ? [path] : documentsBelow(path)) found.add(file);
  }
  if (found.size === 0) throw usage('no-documents', 'There is no PDF in what you named.');
  return [...found];
}

function documentsBelow(folder: string): string[] {
  return namesIn(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documentsBelow(path);
    // Links to folders are not followed: they may lead back to where they stand.
    return kindOf(path) === 'file' && looksLikePdf(path) ? [path] : [];
  });
}

function namesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    throw usage('file-unreadable', `The folder ${JSON.stringify(folder)} cannot be read.`, cause);
  }
}

/** Null when there is no such thing. */
function kindOf(path: string): 'file' | 'folder' | 'other' | null {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  } catch {
    return null;
  }
}

function looksLikePdf(path: string): boolean {
  if (/[.]pdf$/i.test(path)) return true;
  try {
    const head = Buffer.alloc(HEADER_WINDOW_BYTES);
    const file = openSync(path, 'r');
    try {
      return head.subarray(0, readSync(file, head)).includes('%PDF-');
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}

function usage(code: string, sentence: string, cause?: unknown): CliError {
  return new CliError(code, sentence, { cause, exitCode: exitCodes.usage });
}
