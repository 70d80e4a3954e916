import { createHash } from 'node:crypto';
import { explicit, implicitSetOf, octetString, oid, sequence, setOf, smallInteger } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { subjectKeyIdentifier } from '../cms/parse-issuer-and-serial.js';
import { readSealCertificate } from '../cms/seal-certificate.js';
import { digestAlgorithmIdentifier, signatureAlgorithmIdentifier } from '../cms/signature-algorithm.js';
import { signedAttributes } from '../cms/signed-data.js';
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
  /** Rewrites the revision, as text of the same length, before anything is hashed. */
  readonly dictionary?: (text: string) => string;
  readonly attributes?: (genuine: Uint8Array[]) => Uint8Array[];
  /** What is enclosed is signed itself, or else the document. */
  readonly withoutAttributes?: boolean;
  /** The attributes are written backwards; signed as they are written, or in DER order as they should be. */
  readonly backwards?: 'signed-as-written' | 'signed-in-order';
  /** With `withoutAttributes`: the value is over the attributes that were left out. */
  readonly valueOverAttributes?: boolean;
  /** What the container encloses; gets the SHA-1 digest of the document. */
  readonly enclosed?: (documentSha1: Uint8Array) => Uint8Array;
  /** Token for the attribute signature-time-stamp; gets the signature value. */
  readonly timestamp?: (signatureValue: Uint8Array) => Promise<Uint8Array>;
  /** Named as the digest, in place of the true one. */
  readonly digestAlgorithmOid?: string;
  /** The SignerInfo names the key of its certificate instead of issuer and number. */
  readonly byKeyIdentifier?: boolean;
  /** Items behind the signature value in the SignerInfo. */
  readonly trailing?: readonly Uint8Array[];
}

export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));

/** A signature like ours but for one thing. */
export async function signByHand(signer: DigestSigner, recipe: HandRecipe): Promise<Uint8Array> {
  const digestAlgorithm = digestOf(signer.algorithm);
  const hash = (bytes: Uint8Array): Uint8Array => createHash(digestAlgorithm).update(bytes).digest();
  const usual = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-03-01T12:00:00Z') };
  const room = { contentsByteLength: 40_000, digestAlgorithm };
  const prepared = prepare(recipe.pdf ?? samplePdf(), { ...room, ...usual, ...recipe.options });
  rewrite(prepared.bytes, prepared.previousLength, recipe.dictionary);
  const digest = digestByteRange(prepared.bytes, prepared.byteRange, digestAlgorithm);
  const enclosed = recipe.enclosed?.(digestByteRange(prepared.bytes, prepared.byteRange, 'sha1'));
  const { der } = readSealCertificate(signer);
  const genuine = signedAttributes(enclosed ? hash(enclosed) : digest, der, digestAlgorithm);
  const chosen = recipe.attributes?.(genuine) ?? genuine;
  const attributes = recipe.withoutAttributes ? [] : chosen;
  const set = recipe.backwards === 'signed-as-written' ? backwards(0x31, chosen) : setOf(chosen);
  const isOverContent = recipe.withoutAttributes && !recipe.valueOverAttributes;
  const toSign = !isOverContent ? hash(set) : enclosed ? hash(enclosed) : digest;
  const signature = await signer.signDigest(toSign);
  const token = await recipe.timestamp?.(signature);
  const trailing = token
    ? [implicitSetOf(1, [attribute(ATTRIBUTE_OID.signatureTimestamp, token)])]
    : (recipe.trailing ?? []);
  const algorithm = recipe.digestAlgorithmOid
    ? sequence(oid(recipe.digestAlgorithmOid))
    : digestAlgorithmIdentifier(digestAlgorithm);
  const { byKeyIdentifier = false } = recipe;
  const attributesDer = recipe.backwards ? backwards(0xa0, attributes) : implicitSetOf(0, attributes);
  const parts = {
    attributesDer: attributes.length > 0 ? attributesDer : null,
    ...{ signature, trailing, enclosed, byKeyIdentifier, algorithm },
  };
  const cms = encode(signer, parts);
  return embed({ stage: 'timestamped', prepared: { ...prepared, digest }, timestampedAt: new Date(0), cms })
    .bytes;
}

/** A set under `tag` whose elements come in the opposite of DER order. */
function backwards(tag: number, items: readonly Uint8Array[]): Uint8Array {
  const set = explicit(0, Buffer.concat([...items].sort(Buffer.compare).reverse()));
  set[0] = tag;
  return set;
}

interface ContainerParts {
  readonly attributesDer: Uint8Array | null;
  readonly signature: Uint8Array;
  readonly trailing: readonly Uint8Array[];
  readonly enclosed: Uint8Array | undefined;
  readonly byKeyIdentifier: boolean;
  readonly algorithm: Uint8Array;
}

function nameSigner(signer: DigestSigner, byKeyIdentifier: boolean): Uint8Array[] {
  const { issuerDer, serialNumberDer, der } = readSealCertificate(signer);
  if (!byKeyIdentifier) return [smallInteger(1), sequence(issuerDer, serialNumberDer)];
  const key = subjectKeyIdentifier(der) ?? Buffer.of();
  return [smallInteger(3), Buffer.from([0x80, key.length, ...key])];
}

function encode(signer: DigestSigner, parts: ContainerParts): Uint8Array {
  const { algorithm } = parts;
  const signerInfo = sequence(
    ...nameSigner(signer, parts.byKeyIdentifier),
    algorithm,
    ...(parts.attributesDer ? [parts.attributesDer] : []),
    signatureAlgorithmIdentifier(signer.algorithm),
    octetString(parts.signature),
    ...parts.trailing,
  );
  const content = parts.enclosed ? [explicit(0, octetString(parts.enclosed))] : [];
  const signedData = sequence(
    smallInteger(1),
    setOf([algorithm]),
    sequence(oid(OID.data), ...content),
    implicitSetOf(0, signer.certificateChainDer),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), explicit(0, signedData));
}

function rewrite(bytes: Uint8Array, from: number, recipe: HandRecipe['dictionary']): void {
  if (!recipe) return;
  const text = Buffer.from(bytes.subarray(from)).toString('latin1');
  const rewritten = recipe(text);
  if (rewritten.length !== text.length || rewritten === text)
    throw new Error('the recipe must change the text and keep its length');
  bytes.set(Buffer.from(rewritten, 'latin1'), from);
}
