import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../digest.js';
import { CompactRange } from '../merkle/compact-range.js';
import { proveConsistency, proveInclusion } from '../merkle/prove.js';
import { EMPTY_ROOT, hashLeaf } from '../merkle/tree-hashes.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { verifyConsistency, verifyInclusion } from '../merkle/verify-proof.js';
import { memoryTiles } from '../testing/memory-tiles.js';
import { appendEntries } from './append-entries.js';
import { readEntryBundle, writeEntryBundle } from './entry-bundle.js';
import { TileFrontier } from './tile-frontier.js';
import { formatTilePath, parseTilePath } from './tile-path.js';
import { TileTree } from './tile-tree.js';

const EMPTY: TreeHead = { size: 0, root: EMPTY_ROOT };
const entry = (index: number) => new TextEncoder().encode(`entry ${index}`);
const entriesFrom = (start: number, end: number) =>
  Array.from({ length: end - start }, (_, i) => entry(start + i));

async function grow(steps: readonly number[]) {
  const tiles = memoryTiles();
  const heads = [EMPTY];
  for (const step of steps) {
    const last = heads.at(-1) ?? EMPTY;
    const added = await appendEntries(last, entriesFrom(last.size, last.size + step), tiles.reader);
    for (const { path, bytes } of added.writes) tiles.write(path, bytes);
    heads.push(added.head);
  }
  return { tiles, heads, head: heads.at(-1) ?? EMPTY };
}

function plainRoot(size: number): string {
  const range = CompactRange.empty();
  for (let index = 0; index < size; index++) range.append(hashLeaf(entry(index)));
  return toHex(range.root());
}

describe('tile paths', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 2, index: 5, width: 17 }, 'tile/2/005.p/17'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
    [{ level: 63, index: 1000, width: 255 }, 'tile/63/x001/000.p/255'],
  ] as const)('%o is %s', (name, path) => {
    expect(formatTilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  it.each([
    'tile/0/00',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/../000',
    'tile/0/000\n',
    'tile/x/000',
    'tile/entries/x1/000',
    '/tile/0/000',
    'tile/0/000/',
  ])('%s is none', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe('entry bundles', () => {
  it('keep any entries, empty and longest too', () => {
    const entries = [new Uint8Array(), new Uint8Array(65_535).fill(7), entry(3)];
    expect(readEntryBundle(writeEntryBundle(entries), 3)).toEqual(entries);
  });

  it('refuse a longer entry, a missing one, a surplus one, a cut one', () => {
    expect(() => writeEntryBundle([new Uint8Array(65_536)])).toThrow(
      expect.objectContaining({ code: 'entry-invalid' }),
    );
    const bundle = writeEntryBundle([entry(1), entry(2)]);
    for (const [bytes, width] of [
      [bundle, 3],
      [bundle, 1],
      [bundle.subarray(0, -1), 2],
    ] as const) {
      expect(() => readEntryBundle(bytes, width)).toThrow(expect.objectContaining({ code: 'tile-damaged' }));
    }
  });
});

describe('appendEntries', () => {
  it('writes the tiles the specification counts for 70 000 entries', async () => {
    const { tiles, head } = await grow([70_000]);
    const level = (name: string) => tiles.paths().filter((path) => path.startsWith(`tile/${name}/`));
    expect(level('0')).toHaveLength(274);
    expect(level('0')).toContain('tile/0/273.p/112');
    expect(level('1')).toEqual(['tile/1/000', 'tile/1/001.p/17']);
    expect(level('2')).toEqual(['tile/2/000.p/1']);
    expect(level('entries')).toHaveLength(274);
    expect(toHex(head.root)).toBe(plainRoot(70_000));
  });

  it('writes for 256 entries one full tile and one of width 1', async () => {
    const { tiles } = await grow([255, 1]);
    expect(tiles.paths()).toEqual([
      'tile/0/000',
      'tile/0/000.p/255',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/000.p/255',
    ]);
  });

  it('comes to the same tree and never rewrites a path, however the entries arrive', async () => {
    const steps = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 600 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (widths) => {
        const { tiles, head } = await grow(widths);
        const once = await grow([head.size]);
        expect(toHex(head.root)).toBe(toHex(once.head.root));
        for (const path of once.tiles.paths()) {
          expect(await tiles.reader(path)).toEqual(await once.tiles.reader(path));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('builds nothing on tiles that do not give the last root', async () => {
    const { tiles, head } = await grow([300]);
    tiles.overwrite('tile/0/001.p/44', new Uint8Array(44 * 32));
    await expect(appendEntries(head, [entry(300)], tiles.reader)).rejects.toMatchObject({
      code: 'tree-head-mismatch',
    });
    tiles.remove('tile/0/001.p/44');
    await expect(appendEntries(head, [entry(300)], tiles.reader)).rejects.toMatchObject({
      code: 'tile-missing',
    });
  });
});

describe('TileTree', () => {
  it('gives proofs that hold, at every published size', async () => {
    const { tiles, heads, head } = await grow([1, 200, 55, 1, 300, 65_300, 7]);
    for (const { size, root } of heads.slice(1)) {
      const tree = new TileTree(tiles.reader, size);
      expect(toHex(await tree.root())).toBe(toHex(root));
      for (const index of [0, Math.floor(size / 3), size - 1]) {
        const proof = await proveInclusion(index, size, tree.hash);
        expect(verifyInclusion({ leafHash: hashLeaf(entry(index)), index, size, proof, root })).toBe(true);
      }
      const proof = await proveConsistency(size, head.size, new TileTree(tiles.reader, head.size).hash);
      expect(
        verifyConsistency({ oldSize: size, oldRoot: root, newSize: head.size, newRoot: head.root, proof }),
      ).toBe(true);
    }
  });

  it('reads the full tile where the partial one was deleted', async () => {
    const { tiles, heads } = await grow([200, 100]);
    tiles.remove('tile/0/000.p/200');
    const [, first = EMPTY] = heads;
    expect(toHex(await new TileTree(tiles.reader, 200).root())).toBe(toHex(first.root));
  });

  it('says which tile is missing or has a wrong length', async () => {
    const { tiles } = await grow([300]);
    tiles.overwrite('tile/0/000', new Uint8Array(31));
    await expect(new TileTree(tiles.reader, 300).leafHash(4)).rejects.toMatchObject({ code: 'tile-damaged' });
    tiles.remove('tile/0/000');
    await expect(new TileTree(tiles.reader, 300).leafHash(4)).rejects.toThrow('tile/0/000');
  });
});

describe('TileFrontier', () => {
  it('agrees with the compact range, and can be stored and taken up again', async () => {
    const { tiles, head } = await grow([66_000]);
    const read = await TileFrontier.read(new TileTree(tiles.reader, head.size));
    const stored = TileFrontier.from(read.size, read.partials);
    stored.append(hashLeaf(entry(66_000)));
    expect(toHex(stored.root())).toBe(plainRoot(66_001));
    expect(toHex(stored.compactRange().root())).toBe(plainRoot(66_001));
    expect(() => TileFrontier.from(read.size + 1, read.partials)).toThrow(
      expect.objectContaining({ code: 'log-state-unreadable' }),
    );
  });
});
