import { LogError } from '../log-error.js';
import { toHex } from '../runtime/bytes.js';
import type { TileReader } from '../tiles/tile-reader.js';
import { TileTree } from '../tiles/tile-tree.js';
import { logFault, type WatchedHead } from './judge-checkpoints.js';
import type { CheckpointOutcome, LogFault } from './log-report.js';
import type { ReachedRoot } from './tree-follower.js';

export type SettledCheckpoints = {
  readonly outcomes: CheckpointOutcome[];
  readonly faults: LogFault[];
  /** Up to this size the rows give a signed root that the tiles do not give: the tiles were altered, not the rows. */
  readonly rowsProvedUpTo: number;
};

/** Holds the roots that were reached against the signed ones. */
export async function settleCheckpoints(
  watched: readonly WatchedHead[],
  reached: readonly ReachedRoot[],
  tiles: TileReader | null,
): Promise<SettledCheckpoints> {
  const outcomes: CheckpointOutcome[] = [];
  const faults: LogFault[] = [];
  let agreedSize = 0;
  let rowsProvedUpTo = 0;
  for (const { source, head } of watched) {
    const { size } = head;
    const rootHex = toHex(head.root);
    const root = reached.find((one) => one.size === size) ?? (await readRoot(tiles, size));
    const outcome = compare(root, rootHex, size);
    outcomes.push({ source, size, outcome });
    if (outcome === 'agrees') agreedSize = size;
    if (outcome === 'agrees' && size > 0 && root.byTilesHex !== rootHex) rowsProvedUpTo = size;
    if (outcome === 'contradicted') faults.push(wordMismatch(source, size, agreedSize));
  }
  return { outcomes, faults, rowsProvedUpTo };
}

function compare(root: ReachedRoot, rootHex: string, size: number): CheckpointOutcome['outcome'] {
  if (size === 0 || root.byTilesHex === rootHex || root.byRowsHex === rootHex) return 'agrees';
  return root.byTilesHex === null && root.byRowsHex === null ? 'not-computable' : 'contradicted';
}

function wordMismatch(source: WatchedHead['source'], size: number, agreedSize: number): LogFault {
  const whose = source === 'kept' ? 'a checkpoint kept elsewhere' : 'the log’s own checkpoint';
  const sentence =
    `The tree of ${size} entries has another root than ${whose} says. Something among the entries ${agreedSize} to ` +
    `${size - 1} was changed together with the tiles; the root alone cannot tell what.`;
  return logFault('root-mismatch', agreedSize, sentence);
}

/** For a size that an earlier run went past. */
async function readRoot(tiles: TileReader | null, size: number): Promise<ReachedRoot> {
  const unknown = { size, byTilesHex: null, byRowsHex: null };
  if (tiles === null) return unknown;
  try {
    return { ...unknown, byTilesHex: toHex(await new TileTree(tiles, size).root()) };
  } catch (error) {
    if (error instanceof LogError) return unknown;
    throw error;
  }
}
