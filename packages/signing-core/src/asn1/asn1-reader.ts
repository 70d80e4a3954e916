import * as asn1js from 'asn1js';
import { latin1, toHex } from '../runtime/bytes.js';

/** The bytes are not the structure they should be; `message` is for the `cause` of an error, not for people. */
export class Asn1Refusal extends Error {
  override readonly name = 'Asn1Refusal';
}

export type Asn1Block = asn1js.BaseBlock;

function refuse(detail: string): never {
  throw new Asn1Refusal(detail);
}

/**
 * One value that fills `der` exactly: what follows a value would be read by one program and not by another.
 * @param maxNodes parts a value may have, each costs a few hundred bytes; without it the parser's own limit
 */
export function parseAsn1(der: Uint8Array, maxNodes?: number): Asn1Block {
  const { result, offset } = asn1js.fromBER(new Uint8Array(der), maxNodes === undefined ? {} : { maxNodes });
  // asn1js answers where the inner values end, and overlooks an outer length that ends inside of them.
  const { blockLength, isIndefiniteForm, length } = result.lenBlock;
  const fits = isIndefiniteForm || result.idBlock.blockLength + blockLength + length === der.length;
  return offset === der.length && offset > 0 && fits ? result : refuse('not one DER value');
}

/** The value with its tag and length, as it stands in the file. */
export const rawBytes = (block: Asn1Block): Uint8Array => block.valueBeforeDecodeView;

export function sequenceItems(block: Asn1Block | undefined): Asn1Block[] {
  const plain = block instanceof asn1js.Sequence && block.idBlock.isConstructed;
  return plain ? block.valueBlock.value : refuse('not a SEQUENCE');
}

export function setItems(block: Asn1Block | undefined): Asn1Block[] {
  const plain = block instanceof asn1js.Set && block.idBlock.isConstructed;
  return plain ? block.valueBlock.value : refuse('not a SET');
}

export const isSequence = (block: Asn1Block | undefined): boolean => block instanceof asn1js.Sequence;
export const isSet = (block: Asn1Block | undefined): boolean => block instanceof asn1js.Set;

/** Whether a context tag `[number]` stands here, constructed or not. */
export function isTagged(block: Asn1Block | undefined, number: number): block is Asn1Block {
  return block !== undefined && block.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
}

/** Values inside the constructed context tag `[number]`, or null where something else stands. */
export function taggedItems(block: Asn1Block | undefined, number: number): Asn1Block[] | null {
  return isTagged(block, number) && block instanceof asn1js.Constructed ? block.valueBlock.value : null;
}

/** Content of the primitive context tag `[number]` (an IMPLICIT string or number), or null. */
export function taggedContent(block: Asn1Block | undefined, number: number): Uint8Array | null {
  return isTagged(block, number) && block instanceof asn1js.Primitive ? block.valueBlock.valueHexView : null;
}

export function readOid(block: Asn1Block | undefined): string {
  return block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : refuse('not an OID');
}

/** Octets of a primitive OCTET STRING. */
export function readOctets(block: Asn1Block | undefined): Uint8Array {
  const plain = block instanceof asn1js.OctetString && !block.idBlock.isConstructed;
  return plain ? block.valueBlock.valueHexView : refuse('not an OCTET STRING');
}

/** Bits of a primitive BIT STRING, without the octet that counts the unused ones. */
export function readBits(block: Asn1Block | undefined): Uint8Array {
  const plain = block instanceof asn1js.BitString && !block.idBlock.isConstructed;
  return plain ? block.valueBlock.valueHexView : refuse('not a BIT STRING');
}

/** Content octets of an INTEGER as they stand, in hexadecimal: two are equal when the numbers are. */
export function readIntegerHex(block: Asn1Block | undefined): string {
  const content = isInteger(block) ? rawContent(block) : null;
  if (!content || content.length === 0) return refuse('not an INTEGER');
  return toHex(content);
}

/** Magnitude of an INTEGER above zero, without the octet that only keeps it positive. A negative one is not its absolute value. */
export function readPositiveInteger(block: Asn1Block | undefined): Uint8Array {
  const content = isInteger(block) ? rawContent(block) : refuse('not an INTEGER');
  const [first = 0x80, second = 0] = content;
  if (first > 0x7f) return refuse('not a positive INTEGER');
  if (first !== 0) return content;
  // An octet of zero is there to keep the next one's high bit from being a sign, and for nothing else (X.690 § 8.3.2).
  return second > 0x7f ? content.subarray(1) : refuse('not a positive INTEGER in its shortest form');
}

/** An INTEGER between 0 and 2^31. */
export function readSmallNumber(block: Asn1Block | undefined): number {
  return isInteger(block) ? smallNumber(rawContent(block)) : refuse('not an INTEGER');
}

/** An ENUMERATED between 0 and 2^31. */
export function readEnumerated(block: Asn1Block | undefined): number {
  const plain = block instanceof asn1js.Enumerated && !block.idBlock.isConstructed;
  return plain ? smallNumber(rawContent(block)) : refuse('not an ENUMERATED');
}

/** Content octets of a small non-negative INTEGER. */
export function smallNumber(content: Uint8Array): number {
  const outside = content.length === 0 || content.length > 4 || (content[0] ?? 0) > 0x7f;
  return outside ? refuse('a number outside its range') : content.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** An Enumerated is an Integer to asn1js, and to nobody else. */
export const isInteger = (block: Asn1Block | undefined): block is asn1js.Integer =>
  block instanceof asn1js.Integer && !(block instanceof asn1js.Enumerated) && !block.idBlock.isConstructed;

export function readBoolean(block: Asn1Block | undefined): boolean {
  return block instanceof asn1js.Boolean ? block.valueBlock.value : refuse('not a BOOLEAN');
}

export const isBoolean = (block: Asn1Block | undefined): boolean => block instanceof asn1js.Boolean;
export const isOctets = (block: Asn1Block | undefined): boolean => block instanceof asn1js.OctetString;
export const isBits = (block: Asn1Block | undefined): boolean => block instanceof asn1js.BitString;
export const isNull = (block: Asn1Block | undefined): boolean => block instanceof asn1js.Null;

/** UTCTime `YYMMDDHHMMSSZ` or GeneralizedTime `YYYYMMDDHHMMSS[.f]Z`, in UTC (RFC 5280 § 4.1.2.5, RFC 3161 § 2.4.2). */
export function readTime(block: Asn1Block | undefined): Date {
  // GeneralizedTime extends UTCTime in asn1js.
  if (!(block instanceof asn1js.UTCTime)) return refuse('not a time');
  return readTimeContent(rawContent(block), block instanceof asn1js.GeneralizedTime);
}

/** The content octets of a time, for fields whose tag is IMPLICIT. */
export function readTimeContent(content: Uint8Array, generalized: boolean): Date {
  const text = latin1(content);
  const parts = (generalized ? GENERALIZED_TIME : UTC_TIME).exec(text);
  if (!parts) return refuse('a time that is not in UTC');
  const [, yearText = '', month, day, hour, minute, second, fraction = '0'] = parts;
  const year = generalized ? yearText : `${Number(yearText) < 50 ? '20' : '19'}${yearText}`;
  const millisecond = `${fraction}000`.slice(0, 3);
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`);
  return Number.isNaN(date.getTime()) ? refuse('a time that is none') : date;
}

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.](\d{1,9}))?Z$/;

/** What stands after tag and length. */
function rawContent(block: Asn1Block): Uint8Array {
  return block.valueBeforeDecodeView.subarray(block.valueBeforeDecodeView.length - block.lenBlock.length);
}
