import { LogError } from '../log-error.js';
import { EMPTY_ROOT } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { equalBytes, fromBase64, toBase64 } from '../runtime/bytes.js';

/** C2SP tlog-checkpoint: which log, how many entries, which root. `extensions`: opaque lines, none in our own. */
export type Checkpoint = {
  readonly origin: string;
  readonly head: TreeHead;
  readonly extensions: readonly string[];
};

/**
 * The text to sign.
 * @throws LogError `checkpoint-unreadable` when it could not be read back
 */
export function formatCheckpoint({ origin, head, extensions }: Checkpoint): string {
  const text = [origin, String(head.size), toBase64(head.root), ...extensions, ''].join('\n');
  const back = parseCheckpoint(text);
  if (back.origin !== origin || back.extensions.length !== extensions.length)
    throw unreadable('has odd lines');
  return text;
}

/**
 * @param text of a note whose signature was verified
 * @throws LogError `checkpoint-unreadable`
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) throw unreadable('lacks a line');
  const [origin = '', sizeText = '', rootText = '', ...extensions] = lines;
  const size = Number(sizeText);
  if (!/^(0|[1-9][0-9]*)$/.test(sizeText) || !Number.isSafeInteger(size))
    throw unreadable('has no usable size');
  const root = fromBase64(rootText);
  if (root?.length !== 32) throw unreadable('has no root of 32 bytes');
  if (size === 0 && !equalBytes(root, EMPTY_ROOT))
    throw unreadable('gives an empty tree a root it cannot have');
  return { origin, head: { size, root }, extensions };
}

function unreadable(problem: string): LogError {
  return new LogError('checkpoint-unreadable', `This checkpoint ${problem}.`);
}
