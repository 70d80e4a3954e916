import * as asn1js from 'asn1js';

/** Why a container was refused; `message` is a sentence for a person. */
export class CmsRefusal extends Error {}

export function refuse(detail: string): never {
  throw new CmsRefusal(detail);
}

export const UNREADABLE = 'The signature cannot be read.';

export type Block = asn1js.BaseBlock;

/** A revocation list inside a container of the older format has some ten thousand parts; each costs a few hundred bytes. */
const MAX_NODES = 50_000;

/** The first value of `ber`; an offset of -1 when there is none, or one of more parts than anybody needs. */
export const parseBer = (ber: Uint8Array<ArrayBuffer>): { result: Block; offset: number } =>
  asn1js.fromBER(ber, { maxNodes: MAX_NODES });

export function sequenceItems(block: Block | undefined): Block[] {
  return block instanceof asn1js.Sequence && block.idBlock.isConstructed
    ? block.valueBlock.value
    : refuse(UNREADABLE);
}

export function setItems(block: Block | undefined): Block[] {
  return block instanceof asn1js.Set && block.idBlock.isConstructed
    ? block.valueBlock.value
    : refuse(UNREADABLE);
}

/** An Enumerated is an Integer to asn1js, and to nobody else. */
export function readVersion(block: Block | undefined): number {
  const plain =
    block instanceof asn1js.Integer && !(block instanceof asn1js.Enumerated) && !block.idBlock.isConstructed;
  return plain ? block.valueBlock.valueDec : refuse(UNREADABLE);
}

export const isTagged = (block: Block | undefined, number: number): block is asn1js.Constructed =>
  block instanceof asn1js.Constructed && block.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;

/** Items under the context tag `[number]`, constructed; none when another element stands there. */
export const taggedItems = (block: Block | undefined, number: number): Block[] =>
  isTagged(block, number) ? block.valueBlock.value : [];

export function readOid(block: Block | undefined): string {
  return block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : refuse(UNREADABLE);
}

/** Octets of a primitive OCTET STRING. */
export function readOctets(block: Block | undefined): Uint8Array {
  const plain = block instanceof asn1js.OctetString && !block.idBlock.isConstructed;
  return plain ? block.valueBlock.valueHexView : refuse(UNREADABLE);
}

/** A digest's AlgorithmIdentifier: parameters absent or NULL, anything else makes it another algorithm. */
export function readDigestAlgorithm(block: Block | undefined): string {
  const [algorithm, parameters, ...others] = sequenceItems(block);
  if (others.length > 0 || (parameters && !(parameters instanceof asn1js.Null)))
    return `${readOid(algorithm)} with parameters`;
  return readOid(algorithm);
}

/** One value with its tag and length, as it stands in the file. */
export const rawBytes = (block: Block): Uint8Array => block.valueBeforeDecodeView;
