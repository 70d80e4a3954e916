import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { STANDARD_STREAM } from './input-file.js';

/**
 * Says no before any work is done: a seal is never written over the file it was made from, also not through a link.
 *
 * @throws CliError `output-is-input`, `output-unusable` with exit code 64.
 */
export function checkOutput(inputPath: string, outputPath: string): void {
  if (outputPath === STANDARD_STREAM) return;
  const output = statSync(outputPath, { throwIfNoEntry: false });
  const folder = statSync(dirname(outputPath), { throwIfNoEntry: false });
  if (!folder?.isDirectory() || (output && !output.isFile())) {
    throw usage('output-unusable', `${JSON.stringify(outputPath)} is no place for a file.`);
  }
  const input = inputPath === STANDARD_STREAM ? undefined : statSync(inputPath, { throwIfNoEntry: false });
  if (input && output && input.dev === output.dev && input.ino === output.ino) {
    throw usage('output-is-input', 'OUT is the same file as IN, which is never changed; name another one.');
  }
}

/**
 * Writes the whole file or nothing: first beside its place, then renamed into it.
 *
 * @throws CliError `output-unwritable`.
 */
export function writeOutput(path: string, bytes: Uint8Array): void {
  try {
    if (path === STANDARD_STREAM) writeAll(process.stdout.fd, bytes);
    else writeBeside(path, bytes);
  } catch (cause) {
    throw new CliError('output-unwritable', `The file ${JSON.stringify(path)} cannot be written.`, { cause });
  }
}

function writeBeside(path: string, bytes: Uint8Array): void {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const file = openSync(temporary, 'wx');
    try {
      writeAll(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeChunk(file, bytes, at);
}

/** A pipe that is full for the moment says EAGAIN. */
function writeChunk(file: number, bytes: Uint8Array, at: number): number {
  try {
    return writeSync(file, bytes, at);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0;
    throw error;
  }
}

function usage(code: string, sentence: string): CliError {
  return new CliError(code, sentence, { exitCode: exitCodes.usage });
}
