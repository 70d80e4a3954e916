import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CliError } from '../terminal/cli-error.js';

/** A file the demo sends. */
export interface DemoDocument {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256Hex: string;
  /** Ours: where its fields go is known. Of somebody else's file only the foot of the last page is used. */
  readonly isOwn: boolean;
}

/**
 * @param paths somebody's own files; none: our contract and its annex, which brings its fields as placeholder tags.
 * @throws CliError `file-unreadable`
 */
export function readDocuments(paths: readonly string[], ownPaths: readonly string[]): DemoDocument[] {
  const isOwn = paths.length === 0;
  return (isOwn ? ownPaths : paths).map((path) => readDocument(path, isOwn));
}

function readDocument(path: string, isOwn: boolean): DemoDocument {
  try {
    const bytes = readFileSync(path);
    const sha256Hex = createHash('sha256').update(bytes).digest('hex');
    return { name: basename(path), bytes, sha256Hex, isOwn };
  } catch (cause) {
    throw new CliError('file-unreadable', `The file ${path} cannot be read.`, { cause });
  }
}
