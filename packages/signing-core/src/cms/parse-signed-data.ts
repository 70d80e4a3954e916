import {
  type Asn1Block,
  Asn1Refusal,
  isSequence,
  isSet,
  parseAsn1,
  rawBytes,
  readOctets,
  readOid,
  readSmallNumber,
  sequenceItems,
  setItems,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { setOf } from '../asn1/der.js';
import { OID } from '../asn1/object-identifiers.js';
import { compareBytes, equalBytes } from '../runtime/bytes.js';
import { CmsRefusal, refuse, UNREADABLE } from './cms-refusal.js';
import { toDefiniteLengths } from './definite-lengths.js';
import { readDigestAlgorithm } from './parse-digest-algorithm.js';
import { type ParsedSignerInfo, parseSignerInfo } from './parse-signer-info.js';

export { CmsRefusal };

/** A revocation list inside a container of the older format has some ten thousand parts. */
const MAX_NODES = 50_000;

export interface ParsedCms extends ParsedSignerInfo {
  readonly certificatesDer: readonly Uint8Array[];
  /** Revocation lists in the container (RFC 5652 § 10.2.1); nothing vouches for them but themselves. */
  readonly crlsDer: readonly Uint8Array[];
  /** What the container encloses; null for the detached signature that every format but the oldest is. */
  readonly enclosed: Uint8Array | null;
  /** False for a container written in indefinite lengths, which BER allows and PDF does not. */
  readonly isDer: boolean;
}

const SEQUENCE = 0x30;

/** What older formats of signatures in a PDF may do. */
export interface CmsFreedom {
  /** adbe.pkcs7.sha1 encloses a digest, which it may sign without attributes. */
  readonly mayEnclose?: boolean;
  /** Formats before PAdES may sign the document itself (RFC 5652 § 5.4). */
  readonly mayLackAttributes?: boolean;
}

/**
 * Reads the container strictly (RFC 5652 § 5): one canonical value followed by zeroes, exactly one signer,
 * signed attributes present and nothing enclosed unless `freedom` says otherwise. Certificates
 * and attributes are slices of the file, never re-encoded: what is judged is what stands there. Throws
 * {@link CmsRefusal}.
 */
export function parseCms(contents: Uint8Array, freedom: CmsFreedom = {}): ParsedCms {
  try {
    return readCms(contents, freedom);
  } catch (error) {
    if (!(error instanceof Asn1Refusal)) throw error;
    throw new CmsRefusal(UNREADABLE, { cause: error });
  }
}

function readCms(contents: Uint8Array, freedom: CmsFreedom): ParsedCms {
  const signedData = openContentInfo(cutPadding(contents));
  const [version, digestAlgorithms, content, ...rest] = signedData;
  const signers = rest.pop();
  const certificates = takeTagged(rest, 0);
  const lists = takeTagged(rest, 1);
  if (rest.length > 0) refuse(UNREADABLE);
  // Version 1 says: data, ordinary certificates, nothing else (RFC 5652 § 5.1). Lists and key identifiers raise it,
  // but programs leave it at 1 with either.
  const signerInfos = setItems(signers);
  if (signerInfos.length !== 1) refuse('The container must hold exactly one signature.');
  checkVersion(readSmallNumber(version), lists !== null, signerInfos[0]);
  const enclosed = readEnclosed(content, freedom.mayEnclose === true);
  const certificatesDer = (certificates ?? []).filter(isSequence).map(rawBytes);
  const mayLackAttributes = enclosed !== null || freedom.mayLackAttributes === true;
  const signer = parseSignerInfo(signerInfos[0], certificatesDer, mayLackAttributes);
  if (!setItems(digestAlgorithms).map(readDigestAlgorithm).includes(signer.digestAlgorithm))
    refuse(UNREADABLE);
  const crlsDer = (lists ?? []).filter(isSequence).map(rawBytes);
  return { ...signer, certificatesDer, crlsDer, enclosed, isDer: contents[1] !== 0x80 };
}

/** What stands under the context tag `[number]` where that comes first, and takes it away; null where something else does. */
function takeTagged(rest: Asn1Block[], number: number): Asn1Block[] | null {
  const items = taggedItems(rest[0], number);
  if (items) rest.shift();
  return items;
}

function checkVersion(version: number, hasLists: boolean, signerInfo: Asn1Block | undefined): void {
  const byKeyIdentifier = readSmallNumber(sequenceItems(signerInfo)[0]) === 3;
  const allowed = byKeyIdentifier || hasLists ? [1, 3, 4, 5] : [1];
  if (!allowed.includes(version)) refuse(UNREADABLE);
}

function readEnclosed(content: Asn1Block | undefined, mayEnclose: boolean): Uint8Array | null {
  const [contentType, enclosed, ...others] = sequenceItems(content);
  if (readOid(contentType) !== OID.data || others.length > 0 || (enclosed && !mayEnclose)) {
    refuse('The signature carries a document of its own instead of signing this one.');
  }
  if (!enclosed) return null;
  const inner = taggedItems(enclosed, 0);
  return inner?.length === 1 ? readOctets(inner[0]) : refuse(UNREADABLE);
}

/**
 * The value at the start of `/Contents`, in definite lengths. Only zeroes may follow it: anything else would be unsigned
 * content. Throws {@link CmsRefusal}.
 *
 * @param tag what the value must be; a SEQUENCE unless told otherwise
 */
export function cutPadding(contents: Uint8Array, tag = SEQUENCE): Uint8Array<ArrayBuffer> {
  const first = contents[1];
  if (tag === SEQUENCE && contents[0] === SEQUENCE && first === 0x80) return cutIndefinite(contents);
  if (contents[0] !== tag || first === undefined || first === 0x80) refuse('The signature is not DER.');
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  if (lengthBytes > 4) refuse('The signature is not DER.');
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (contents[2 + i] ?? 0);
  const end = 2 + lengthBytes + length;
  if (end > contents.length) refuse('The signature is cut off.');
  if (contents.subarray(end).some((byte) => byte !== 0))
    refuse('Something follows the signature in its container.');
  return new Uint8Array(contents.subarray(0, end));
}

function cutIndefinite(contents: Uint8Array): Uint8Array<ArrayBuffer> {
  const { der, end } = toDefiniteLengths(contents);
  if (contents.subarray(end).some((byte) => byte !== 0))
    refuse('Something follows the signature in its container.');
  return der;
}

function openContentInfo(der: Uint8Array<ArrayBuffer>): Asn1Block[] {
  const [type, content, ...others] = sequenceItems(parseContainer(der));
  if (readOid(type) !== OID.signedData || others.length > 0)
    refuse('The container does not hold a signature.');
  const inner = taggedItems(content, 0);
  return inner?.length === 1 ? sequenceItems(inner[0]) : refuse(UNREADABLE);
}

/** Encoded again it must be the same: lengths written oddly read differently elsewhere. */
function parseContainer(der: Uint8Array<ArrayBuffer>): Asn1Block {
  const notDer = 'The signature is not DER.';
  try {
    const block = parseAsn1(der, MAX_NODES);
    return equalBytes(new Uint8Array(block.toBER()), der) ? block : refuse(notDer);
  } catch (error) {
    if (error instanceof Asn1Refusal) return refuse(notDer);
    throw error;
  }
}

/** Elements of the SET in ascending order of their encodings (X.690 § 11.6). */
export function isSortedSet(setDer: Uint8Array): boolean {
  const parsed = parseAsn1(setDer, MAX_NODES);
  if (!isSet(parsed)) return false;
  const items = setItems(parsed).map(rawBytes);
  return items.every((item, index) => index === 0 || compareBytes(items[index - 1] ?? item, item) <= 0);
}

/** The same set with its elements in DER order. */
export const sortSet = (setDer: Uint8Array): Uint8Array =>
  setOf(setItems(parseAsn1(setDer, MAX_NODES)).map(rawBytes));
