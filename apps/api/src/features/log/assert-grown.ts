import { decideCheckpoint, proveConsistency, TileTree, type TreeHead } from '@sealwright/audit/log';
import type { LogTiles } from '../../ports/log-tiles.js';
import { LogRefusal } from './log-refusal.js';
import { nameHead } from './name-head.js';

/**
 * Nothing is signed or shown before the tiles themselves prove that the tree contains what was signed before.
 * @throws LogRefusal `tree-shrank`, `root-changed`, `not-consistent`; LogError when the tiles cannot tell
 */
export async function assertGrown(tiles: LogTiles, before: TreeHead, next: TreeHead): Promise<void> {
  const asks = before.size > 0 && before.size < next.size;
  const proof = asks
    ? await proveConsistency(before.size, next.size, new TileTree(tiles.read, next.size).hash)
    : [];
  const decision = decideCheckpoint(before, next, proof);
  if (decision.decision !== 'refuse') return;
  const advice =
    decision.code === 'tree-shrank'
      ? ` The database is older than the log it belongs to. Restore a newer backup; where there is none, go on deliberately: sealwright audit begin-log --last-shown ${nameHead(before)} --reason "…"`
      : '';
  throw new LogRefusal(decision.code, `${decision.sentence}${advice}`);
}
