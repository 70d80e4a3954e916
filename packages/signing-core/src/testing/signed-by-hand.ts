import { createHash } from 'node:crypto';
import { setOf } from '../cms/der.js';
import { readSealCertificate } from '../cms/seal-certificate.js';
import { encodeSignedData, signedAttributes } from '../cms/signed-data.js';
import { type DigestSigner, digestOf } from '../keys/digest-signer.js';
import { digestByteRange } from '../seal/digest-byte-range.js';
import { embed } from '../seal/embed.js';
import { prepare } from '../seal/prepare.js';
import type { SealOptions } from '../seal/seal-options.js';
import { samplePdf } from './sample-pdf.js';

/** What is done differently from a proper seal; everything that is signed is signed genuinely. */
export interface HandRecipe {
  readonly pdf?: Uint8Array;
  readonly options?: Partial<SealOptions>;
  /** Rewrites the signature dictionary, as text of the same length, before anything is hashed. */
  readonly dictionary?: (text: string) => string;
  readonly attributes?: (genuine: Buffer[], digest: Uint8Array) => Buffer[];
  /** For the attribute signature-time-stamp; gets the signature value. */
  readonly timestamp?: (signatureValue: Uint8Array) => Promise<Uint8Array>;
}

/** A signature like ours but for one thing. */
export async function signByHand(signer: DigestSigner, recipe: HandRecipe): Promise<Uint8Array> {
  const digestAlgorithm = digestOf(signer.algorithm);
  const options = {
    name: 'Acme',
    reason: 'Sealed',
    signedAt: new Date('2026-03-01T12:00:00Z'),
    ...recipe.options,
  };
  const prepared = prepare(recipe.pdf ?? samplePdf(), {
    contentsByteLength: 12_000,
    digestAlgorithm,
    ...options,
  });
  rewriteDictionary(prepared.bytes, prepared.previousLength, recipe.dictionary);
  const digest = digestByteRange(prepared.bytes, prepared.byteRange, digestAlgorithm);
  const signerCertificate = readSealCertificate(signer);
  const genuine = signedAttributes(digest, signerCertificate.der, digestAlgorithm);
  const attributes = recipe.attributes?.(genuine, digest) ?? genuine;
  const toSign = createHash(digestAlgorithm).update(setOf(attributes)).digest();
  const signature = await signer.signDigest(toSign);
  const timestampTokenDer = await recipe.timestamp?.(signature);
  const cms = encodeSignedData({
    attributes,
    signature,
    algorithm: signer.algorithm,
    signerCertificate,
    certificateChainDer: signer.certificateChainDer,
    ...(timestampTokenDer && { timestampTokenDer }),
  });
  return embed({ stage: 'timestamped', prepared: { ...prepared, digest }, timestampedAt: new Date(0), cms })
    .bytes;
}

function rewriteDictionary(bytes: Uint8Array, from: number, rewrite: HandRecipe['dictionary']): void {
  if (!rewrite) return;
  const text = Buffer.from(bytes.subarray(from)).toString('latin1');
  const rewritten = rewrite(text);
  if (rewritten.length !== text.length || rewritten === text)
    throw new Error('the recipe must keep the length');
  bytes.set(Buffer.from(rewritten, 'latin1'), from);
}
