import { beforeAll, describe, expect, it } from 'vitest';
import { formatCheckpoint } from '../checkpoint/checkpoint-text.js';
import { signNote } from '../checkpoint/sign-note.js';
import { ed25519Signer } from '../checkpoint/testing/note-keys.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { earlierLogs, keysNamed } from './earlier-logs.js';
import { type JudgedLog, judgedLog, SIZE } from './testing/judged-log.js';
import { sampleLogSigner } from './testing/sample-log.js';

const before = 'log.example/before';
/** Of the log that ended: 210 of its 300 entries came into the one that follows. */
const kept = 210;
const shown: TreeHead = { size: 300, root: new Uint8Array(32).fill(7) };
let judged: JudgedLog;
let keptHead: TreeHead;

beforeAll(async () => {
  judged = await judgedLog();
  const [, , root = ''] = judged.yesterday.split('\n');
  keptHead = { size: kept, root: Uint8Array.from(Buffer.from(root, 'base64')) };
});

const signer = ed25519Signer(before);
const noteOf = (head: TreeHead) =>
  signNote(formatCheckpoint({ origin: before, head, extensions: [] }), [signer]);
const judge = async (head: TreeHead) =>
  await judged.judge(judged.log.records, {
    keptCheckpoints: [await noteOf(head)],
    earlier: earlierLogs([{ afterOrigin: before, afterHead: shown, keptSize: kept }], [signer.key]),
  });

describe('a log that follows another one', () => {
  it('agrees with a checkpoint of the log before as far as its entries are still there', async () => {
    const report = await judge(keptHead);
    expect(report).toMatchObject({ verdict: 'intact', treeSize: SIZE });
    expect(report.checkpoints[0]).toEqual({ source: 'kept', size: kept, outcome: 'agrees' });
    expect(report.limits.join(' ')).toContain('90 of them are gone');
  });

  it('is contradicted by one of the same entries with another root', async () => {
    const report = await judge({ size: kept, root: new Uint8Array(32).fill(9) });
    expect(report).toMatchObject({ verdict: 'broken', firstBad: { code: 'root-mismatch' } });
  });

  it('says that entries are gone, and when it is more than was stated', async () => {
    for (const head of [shown, { ...shown, size: 250 }]) {
      const report = await judge(head);
      expect(report).toMatchObject({ verdict: 'broken', firstBad: { code: 'events-lost', index: kept } });
    }
    for (const head of [
      { ...shown, size: 301 },
      { size: 300, root: new Uint8Array(32).fill(8) },
    ]) {
      const report = await judge(head);
      expect(report).toMatchObject({ verdict: 'broken', firstBad: { code: 'tree-rolled-back' } });
    }
  });

  it('counts a later restore that went back further', () => {
    const beginnings = [
      { afterOrigin: 'a', afterHead: shown, keptSize: 210 },
      { afterOrigin: 'a/2', afterHead: shown, keptSize: 100 },
    ];
    expect(earlierLogs(beginnings, []).map(({ keptSize }) => keptSize)).toEqual([100, 100]);
  });

  it('has the same public key under each name, once', () => {
    const named = keysNamed([sampleLogSigner.key, ...keysNamed([sampleLogSigner.key], 'x')], 'y');
    expect(named).toHaveLength(1);
    expect(named[0]).toMatchObject({ name: 'y', publicKey: sampleLogSigner.key.publicKey });
    expect(named[0]?.keyIdHex).not.toBe(sampleLogSigner.key.keyIdHex);
  });
});
