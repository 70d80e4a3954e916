import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../checkpoint/checkpoint-text.js';
import { signNote } from '../checkpoint/sign-note.js';
import { ed25519Signer } from '../checkpoint/testing/note-keys.js';
import { proveConsistency, proveInclusion } from '../merkle/prove.js';
import { EMPTY_ROOT, hashLeaf } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { memoryTiles } from '../testing/memory-tiles.js';
import { appendEntries } from '../tiles/append-entries.js';
import { TileTree } from '../tiles/tile-tree.js';
import { formatConsistencyProof, verifyConsistencyProof } from './consistency-proof.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';
import { verifyTlogProof } from './verify-tlog-proof.js';

const origin = 'log.example';
const signer = ed25519Signer(origin);
const policy = { origin, logKeys: [signer.key] };
const entries = Array.from({ length: 300 }, (_, index) => new TextEncoder().encode(`entry ${index}`));

async function logOf(
  list: readonly Uint8Array[],
  tiles = memoryTiles(),
  last: TreeHead = { size: 0, root: EMPTY_ROOT },
) {
  const { head, writes } = await appendEntries(last, list, tiles.reader);
  for (const { path, bytes } of writes) tiles.write(path, bytes);
  const checkpoint = await signNote(formatCheckpoint({ origin, head, extensions: [] }), [signer]);
  return { tiles, head, checkpoint };
}

const early = await logOf(entries.slice(0, 200));
const late = await logOf(entries.slice(200), early.tiles, early.head);
const other = await logOf(entries.map((entry) => entry.subarray(1)));
const tree = new TileTree(late.tiles.reader, 300);

const proof = await proveConsistency(200, 300, tree.hash);

describe('tlog-proof', () => {
  const leaf = (index: number) => hashLeaf(entries[index] ?? new Uint8Array());
  const write = async (index: number, extra: Uint8Array | null = null) =>
    formatTlogProof({
      index,
      proof: await proveInclusion(index, 300, tree.hash),
      checkpoint: late.checkpoint,
      extra,
    });

  it('is written and read, with extra data and without', async () => {
    const extra = Uint8Array.of(1, 2, 3);
    const file = await write(7, extra);
    expect(file.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra AQID', 'index 7']);
    expect(parseTlogProof(new TextEncoder().encode(file))).toMatchObject({ index: 7, extra });
    expect(formatTlogProof(parseTlogProof(await write(0)))).toBe(await write(0));
  });

  it('holds for its entry and for no other', async () => {
    const file = await write(256);
    expect(await verifyTlogProof(file, leaf(256), policy)).toMatchObject({ verdict: 'included', index: 256 });
    expect(await verifyTlogProof(file, leaf(255), policy)).toMatchObject({ code: 'not-included' });
    const stranger = { origin, logKeys: [ed25519Signer(origin).key] };
    expect(await verifyTlogProof(file, leaf(256), stranger)).toMatchObject({ code: 'checkpoint-not-signed' });
  });

  it('with any one character changed never holds', async () => {
    const file = await write(100);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: file.length - 1 }),
        fc.constantFrom('A', '0', '\n', ' ', 'z'),
        async (at, by) => {
          fc.pre(file[at] !== by);
          const bent = file.slice(0, at) + by + file.slice(at + 1);
          expect((await verifyTlogProof(bent, leaf(100), policy)).verdict).toBe('rejected');
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ['another version', (file: string) => file.replace('@v1', '@v2')],
    ['no index', (file: string) => file.replace('index 3\n', '')],
    ['an index with a zero before it', (file: string) => file.replace('index 3', 'index 03')],
    ['a hash of another length', (file: string) => file.replace(/index 3\n[^\n]+/, 'index 3\nAAAA')],
    ['no empty line', (file: string) => file.replaceAll('\n\n', '\n')],
    [
      '64 hashes',
      (file: string) => file.replace('index 3\n', `index 3\n${`${'A'.repeat(43)}=\n`.repeat(64)}`),
    ],
  ])('refuses %s', async (_name, bend) => {
    const file = bend(await write(3));
    expect(() => parseTlogProof(file)).toThrow(expect.objectContaining({ code: 'proof-unreadable' }));
    expect(await verifyTlogProof(file, leaf(3), policy)).toMatchObject({ code: 'proof-unreadable' });
  });
});

describe('consistency proof', () => {
  it('shows that the later log contains the earlier one', async () => {
    const file = formatConsistencyProof(early.checkpoint, late.checkpoint, proof);
    expect(await verifyConsistencyProof(file, policy)).toMatchObject({
      verdict: 'consistent',
      oldHead: { size: 200 },
      newHead: { size: 300 },
    });
    const same = formatConsistencyProof(late.checkpoint, late.checkpoint, []);
    expect(await verifyConsistencyProof(same, policy)).toMatchObject({ verdict: 'consistent' });
  });

  it('names a log that signed two trees of one size', async () => {
    const file = formatConsistencyProof(late.checkpoint, other.checkpoint, []);
    expect(await verifyConsistencyProof(file, policy)).toMatchObject({
      verdict: 'inconsistent',
      code: 'split-view',
    });
  });

  it.each([
    [
      'a wrong hash',
      formatConsistencyProof(early.checkpoint, late.checkpoint, proof.toReversed()),
      'not-consistent',
    ],
    [
      'the wrong way round',
      formatConsistencyProof(late.checkpoint, early.checkpoint, proof),
      'not-consistent',
    ],
    ['another tree', formatConsistencyProof(early.checkpoint, other.checkpoint, proof), 'not-consistent'],
    [
      'a forged checkpoint',
      formatConsistencyProof(early.checkpoint.replace('200', '201'), late.checkpoint, proof),
      'old-checkpoint',
    ],
    ['an unsigned one', formatConsistencyProof(early.checkpoint, 'text', proof), 'new-checkpoint'],
    ['no JSON', '{', 'proof-unreadable'],
    ['another format', '{"format":"x"}', 'proof-unreadable'],
  ])('rejects %s', async (_name, file, code) => {
    expect(await verifyConsistencyProof(file, policy)).toMatchObject({ code });
  });
});
