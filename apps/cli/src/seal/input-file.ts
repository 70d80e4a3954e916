import { readFileSync, statSync } from 'node:fs';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** Standard input or output in place of a file. */
export const STANDARD_STREAM = '-';

/**
 * Reads a PDF with room behind it, so that sealing writes its revision there instead of copying the file.
 *
 * @throws CliError `file-unreadable` with exit code 64.
 */
export async function readPdf(path: string): Promise<Uint8Array> {
  try {
    if (path === STANDARD_STREAM) return readFileSync(process.stdin.fd);
    // A pipe or /dev/fd/… has no size to know beforehand.
    if (!statSync(path).isFile()) return readFileSync(path);
    // Commands that only verify begin faster without what seals.
    const { readPdfFile } = await import('@sealwright/signing-core');
    return await readPdfFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** @throws CliError `file-unreadable` with exit code 64. */
export function readInput(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): CliError {
  const sentence = `The file ${JSON.stringify(path)} cannot be read.`;
  return new CliError('file-unreadable', sentence, { cause, exitCode: exitCodes.usage });
}
