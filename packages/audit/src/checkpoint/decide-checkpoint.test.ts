import { describe, expect, it } from 'vitest';
import { proveConsistency } from '../merkle/prove.js';
import { EMPTY_ROOT } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { memoryTiles } from '../testing/memory-tiles.js';
import { appendEntries } from '../tiles/append-entries.js';
import { TileTree } from '../tiles/tile-tree.js';
import { decideCheckpoint, nextCheckpointStep, swapHead } from './decide-checkpoint.js';

const EMPTY: TreeHead = { size: 0, root: EMPTY_ROOT };
const tiles = memoryTiles();

async function extend(last: TreeHead, count: number, store = tiles): Promise<TreeHead> {
  const entries = Array.from({ length: count }, (_, i) => Uint8Array.of(last.size % 251, i));
  const { head, writes } = await appendEntries(last, entries, store.reader);
  for (const { path, bytes } of writes) store.write(path, bytes);
  return head;
}

const small = await extend(EMPTY, 5);
const large = await extend(small, 300);
const fork = await extend(EMPTY, 305, memoryTiles());
const proof = await proveConsistency(small.size, large.size, new TileTree(tiles.reader, large.size).hash);

describe('decideCheckpoint', () => {
  it.each([
    ['the first head', decideCheckpoint(null, small), { decision: 'advance' }],
    ['growth from nothing', decideCheckpoint(EMPTY, small), { decision: 'advance' }],
    ['growth with proof', decideCheckpoint(small, large, proof), { decision: 'advance' }],
    ['the same again', decideCheckpoint(small, { ...small }), { decision: 'same' }],
    ['growth without proof', decideCheckpoint(small, large), { code: 'not-consistent' }],
    ['another tree', decideCheckpoint(small, fork, proof), { code: 'not-consistent' }],
    ['a smaller tree', decideCheckpoint(large, small), { code: 'tree-shrank' }],
    ['nothing after something', decideCheckpoint(small, EMPTY), { code: 'tree-shrank' }],
    ['another root', decideCheckpoint(large, fork), { code: 'root-changed' }],
  ])('%s', (_name, decision, expected) => {
    expect(decision).toMatchObject(expected);
  });
});

describe('swapHead', () => {
  it('stores a head once, unsigned; the second writer loses', () => {
    const first = swapHead(null, null, small);
    expect(first).toEqual({ outcome: 'stored', stored: { head: small, signedNote: null } });
    const stored = { head: small, signedNote: 'note' };
    expect(swapHead(stored, null, small)).toEqual({ outcome: 'conflict' });
    expect(swapHead(stored, { ...small, root: large.root }, large, proof)).toEqual({ outcome: 'conflict' });
    expect(swapHead(stored, small, large, proof)).toMatchObject({ outcome: 'stored' });
    expect(swapHead(stored, small, small)).toEqual({ outcome: 'unchanged' });
    expect(swapHead({ ...stored, head: large }, large, small)).toMatchObject({ code: 'tree-shrank' });
  });
});

it('after a crash, what was stored is signed and shown before anything is appended', () => {
  expect(nextCheckpointStep(null, null)).toBe('append');
  expect(nextCheckpointStep({ head: small, signedNote: null }, null)).toBe('sign');
  expect(nextCheckpointStep({ head: large, signedNote: null }, small.size)).toBe('sign');
  expect(nextCheckpointStep({ head: large, signedNote: 'note' }, small.size)).toBe('publish');
  expect(nextCheckpointStep({ head: large, signedNote: 'note' }, large.size)).toBe('append');
});
