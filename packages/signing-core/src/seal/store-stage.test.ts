import { beforeAll, describe, expect, it } from 'vitest';
import type { DigestSigner } from '../keys/digest-signer.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { completeSignature } from './complete-signature.js';
import { embed } from './embed.js';
import { prepare } from './prepare.js';
import { requestSignature } from './request-signature.js';
import type { AwaitingSignature, PreparedPdf, SignedPdf } from './stages.js';
import { restoreStage, storeStage, type WaitingStage } from './store-stage.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };

let signer: DigestSigner;
let prepared: PreparedPdf;
let awaiting: AwaitingSignature;
let signed: SignedPdf;

beforeAll(async () => {
  signer = await softwareSigner({ algorithm: 'ecdsa-p384-sha384' });
  prepared = prepare(samplePdf(), { ...options, digestAlgorithm: 'sha384' });
  awaiting = requestSignature(prepared, signer);
  signed = completeSignature(awaiting, await signer.signDigest(awaiting.digestToSign));
});

const asAwaiting = (stage: WaitingStage): AwaitingSignature => {
  if (stage.stage !== 'awaiting-signature') throw new Error(stage.stage);
  return stage;
};

const unreadable = expect.objectContaining({ code: 'seal-stage-unreadable' });

describe('a stored stage', () => {
  it.each([
    ['with the file', false],
    ['beside the file', true],
  ])('comes back the same, %s', (_, withoutFile) => {
    for (const stage of [prepared, awaiting, signed]) {
      const stored = storeStage(stage, { withoutFile });
      const restored = restoreStage(stored, samplePdf());
      expect(restored.stage).toBe(stage.stage);
      expect(storeStage(restored, { withoutFile })).toEqual(stored);
      // One more: "true" is a letter shorter than "false".
      expect(storeStage(stage).length - stored.length).toBe(withoutFile ? samplePdf().length + 1 : 0);
    }
  });

  it('waits for a remote signer across a restart and gives the same file', async () => {
    const stored = storeStage(awaiting, { withoutFile: true });
    const restored = asAwaiting(restoreStage(stored, samplePdf()));
    const late = completeSignature(restored, await signer.signDigest(restored.digestToSign));
    expect(embed(late).bytes).toEqual(embed(signed).bytes);
  });

  it('does not take a signature over anything else', async () => {
    const restored = asAwaiting(restoreStage(storeStage(awaiting)));
    const other = new Uint8Array(48).fill(7);
    const wrong = await signer.signDigest(other);
    expect(() => completeSignature(restored, wrong)).toThrowError(
      expect.objectContaining({ code: 'signer-failed' }),
    );
    // Somebody who can write to the storage but not sign: the stored question is not asked.
    const forged = { ...restored, digestToSign: other, signedAttributesDer: other };
    expect(() => completeSignature(forged, wrong)).toThrowError(
      expect.objectContaining({ code: 'signer-failed' }),
    );
  });

  it('is refused when one byte of it changed, wherever', () => {
    const stored = storeStage(signed);
    const step = Math.ceil(stored.length / 400);
    for (let at = 0; at < stored.length; at += step) {
      const damaged = Uint8Array.from(stored);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      // The empty container is not signed: a change there is overwritten when the signature is put in.
      const gap = damaged.length - signed.awaiting.prepared.bytes.length;
      const [, start, end] = signed.awaiting.prepared.byteRange;
      if (at >= gap + start && at < gap + end) continue;
      expect(() => restoreStage(damaged), `byte ${at}`).toThrowError(unreadable);
    }
  });

  it('is refused when it is cut short, empty, or belongs to another file', () => {
    const stored = storeStage(prepared, { withoutFile: true });
    expect(() => restoreStage(stored.subarray(0, stored.length - 1), samplePdf())).toThrowError(unreadable);
    expect(() => restoreStage(stored.subarray(0, 20), samplePdf())).toThrowError(unreadable);
    expect(() => restoreStage(new Uint8Array())).toThrowError(unreadable);
    expect(() => restoreStage(stored)).toThrowError(unreadable);
    const other = samplePdf();
    other[20] = 0x41;
    expect(() => restoreStage(stored, other)).toThrowError(unreadable);
  });
});
