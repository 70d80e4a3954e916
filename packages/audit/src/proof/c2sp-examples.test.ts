import { describe, expect, it } from 'vitest';
import { parseCheckpoint } from '../checkpoint/checkpoint-text.js';
import { cosignedMessage, readCosignature } from '../checkpoint/cosignature.js';
import { parseSignedNote } from '../checkpoint/signed-note.js';
import { parseVerifierKey } from '../checkpoint/verifier-key.js';
import { verifyNote } from '../checkpoint/verify-note.js';
import { hasPublicVectors, readVector } from '../testing/public-vectors.js';
import { parseTlogProof } from './tlog-proof.js';

const blocks = (file: string) =>
  [...readVector('c2sp', file).matchAll(/```\n([^`]+)```/g)].map((m) => m[1] ?? '');

describe.skipIf(!hasPublicVectors('c2sp'))('the examples in the C2SP specifications', () => {
  it('signed-note: the example verifies with its key', async () => {
    const vkey = /^ {4}(example\.com\/foo\+\S+)$/m.exec(readVector('c2sp', 'signed-note.md'))?.[1] ?? '';
    const note = parseSignedNote(blocks('signed-note.md').at(-1) ?? '');
    expect(await verifyNote(note, [parseVerifierKey(vkey)])).toMatchObject({ verdict: 'verified' });
  });

  it('tlog-checkpoint and tlog-cosignature: the examples are read, and the cosigned message is the one shown', () => {
    const plain = parseSignedNote(blocks('tlog-checkpoint.md')[0] ?? '');
    expect(parseCheckpoint(plain.text)).toMatchObject({ head: { size: 20852163 } });
    const cosigned = parseSignedNote(blocks('tlog-cosignature.md')[0] ?? '');
    const time =
      readCosignature(cosigned.signatures[1]?.signature ?? new Uint8Array())?.timestampSeconds ?? 0;
    const message = new TextDecoder().decode(cosignedMessage(cosigned.text, time));
    expect(readVector('c2sp', 'tlog-cosignature.md').replaceAll(/^ {4}/gm, '')).toContain(
      message.replace(String(time), '1679315147'),
    );
  });

  it('tlog-proof: the example is read but for its shortened signatures', () => {
    const proof = parseTlogProof(blocks('tlog-proof.md')[0] ?? '');
    expect(proof).toMatchObject({ index: 73894 });
    expect(proof.proof).toHaveLength(5);
    expect(proof.extra).not.toBeNull();
  });
});
