import {
  LogError,
  proveConsistency,
  sameHead,
  TileTree,
  type TreeHead,
  verifyConsistency,
} from '@sealwright/audit/log';
import type { LogStanding } from '../../ports/log-store.js';
import type { LogFolders, LogTiles } from '../../ports/log-tiles.js';
import { nameHead } from './name-head.js';

/** A checkpoint that somebody was shown, its signature verified. */
export interface SeenCheckpoint {
  readonly generation: number;
  readonly origin: string;
  readonly head: TreeHead;
  readonly note: string;
}

export type BeginningVerdict =
  | { readonly verdict: 'begin'; readonly after: SeenCheckpoint; readonly proved: boolean }
  | { readonly verdict: 'refuse'; readonly code: string; readonly sentence: string };

/**
 * Whether another log has to be begun: only where the world was shown something that the database does not have, and only
 * after the operator named exactly that.
 * @param seen what was ever shown as far as anybody can tell: LOG_DIR's own and those from outside
 * @param named `<size>:<beginning of the root, hex>` as the operator wrote it
 */
export async function judgeBeginning(
  standing: Pick<LogStanding, 'generation' | 'head'>,
  seen: readonly SeenCheckpoint[],
  named: string,
  folders: LogFolders,
): Promise<BeginningVerdict> {
  const tiles = folders.ofLog(standing.generation);
  const lost: SeenCheckpoint[] = [];
  for (const one of seen) if (await contradicts(one, standing, tiles)) lost.push(one);
  const after = lost.sort((left, right) => rank(left) - rank(right)).at(-1);
  if (after === undefined) {
    const sentence = `The log is whole: its ${standing.head.size} entries contain every checkpoint that is known here. There is nothing to begin anew.`;
    return { verdict: 'refuse', code: 'log-is-healthy', sentence };
  }
  if (!names(named, after.head)) {
    const sentence = `The checkpoint that was shown last is ${nameHead(after.head)} of ${after.origin}, not ${named}. If you mean to go on without what it held beyond ${standing.head.size} entries, name it: --last-shown ${nameHead(after.head)}`;
    return { verdict: 'refuse', code: 'last-shown-differs', sentence };
  }
  // What agrees anyway proves nothing, unless a later log was shown than this database knows.
  const witnesses = after.generation > standing.generation ? seen : lost;
  const own = witnesses.filter(({ generation }) => generation === standing.generation);
  const proof = await isContained(standing.head, own, tiles);
  if (proof === 'not') {
    const sentence = `The database does not hold an older state of this log: the tiles of what was shown do not contain its ${standing.head.size} entries. Somebody altered rows or log. Restore an untouched backup, or find out with "sealwright audit verify-log".`;
    return { verdict: 'refuse', code: 'not-an-older-backup', sentence };
  }
  return { verdict: 'begin', after, proved: proof === 'proved' };
}

const rank = ({ generation, head }: SeenCheckpoint): number => generation * 2 ** 45 + head.size;

function names(named: string, { size, root }: TreeHead): boolean {
  const [sizeText, rootText = ''] = named.split(':');
  return sizeText === String(size) && rootText.length >= 8 && toHex(root).startsWith(rootText.toLowerCase());
}

async function contradicts(
  seen: SeenCheckpoint,
  { generation, head }: Pick<LogStanding, 'generation' | 'head'>,
  tiles: LogTiles,
): Promise<boolean> {
  if (seen.generation !== generation) return seen.generation > generation;
  if (seen.head.size > head.size) return true;
  return (await consistency(seen.head, head, tiles)) === 'not';
}

/** Against the largest tree of this very log that was shown and of which the tiles are there. */
async function isContained(
  head: TreeHead,
  own: readonly SeenCheckpoint[],
  tiles: LogTiles,
): Promise<'proved' | 'not' | 'unknown'> {
  const answers = new Set<string>();
  for (const seen of own.filter((one) => one.head.size >= head.size)) {
    // A checkpoint that only somebody else kept is not what these tiles are of.
    if (await isTreeOf(tiles, seen.head)) answers.add(await consistency(head, seen.head, tiles));
  }
  if (answers.has('not')) return 'not';
  return answers.has('proved') ? 'proved' : 'unknown';
}

async function isTreeOf(tiles: LogTiles, head: TreeHead): Promise<boolean> {
  return await readTiles(
    async () => sameHead({ size: head.size, root: await new TileTree(tiles.read, head.size).root() }, head),
    false,
  );
}

async function consistency(
  old: TreeHead,
  next: TreeHead,
  tiles: LogTiles,
): Promise<'proved' | 'not' | 'unknown'> {
  if (old.size === 0) return 'proved';
  if (old.size === next.size) return sameHead(old, next) ? 'proved' : 'not';
  return await readTiles(async () => {
    const proof = await proveConsistency(old.size, next.size, new TileTree(tiles.read, next.size).hash);
    const claim = { oldSize: old.size, oldRoot: old.root, newSize: next.size, newRoot: next.root, proof };
    return verifyConsistency(claim) ? 'proved' : 'not';
  }, 'unknown');
}

async function readTiles<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LogError) return otherwise;
    throw error;
  }
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
