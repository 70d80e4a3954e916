import * as asn1js from 'asn1js';
import { compareBytes, equalBytes } from '../runtime/bytes.js';
import { toDefiniteLengths } from './definite-lengths.js';
import { OID } from './object-identifiers.js';
import {
  type Block,
  isTagged,
  parseBer,
  rawBytes,
  readDigestAlgorithm,
  readOctets,
  readOid,
  readVersion,
  refuse,
  sequenceItems,
  setItems,
  taggedItems,
  UNREADABLE,
} from './parse-blocks.js';
import { type ParsedSignerInfo, parseSignerInfo } from './parse-signer-info.js';

export { CmsRefusal } from './parse-blocks.js';

export interface ParsedCms extends ParsedSignerInfo {
  readonly certificatesDer: readonly Uint8Array[];
  /** Revocation lists in the container (RFC 5652 § 10.2.1); nothing vouches for them but themselves. */
  readonly crlsDer: readonly Uint8Array[];
  /** What the container encloses; null for the detached signature that every format but the oldest is. */
  readonly enclosed: Uint8Array | null;
  /** False for a container written in indefinite lengths, which BER allows and PDF does not. */
  readonly isDer: boolean;
}

/**
 * Reads the container strictly (RFC 5652 § 5): one canonical value followed by zeroes, exactly one signer,
 * signed attributes present, nothing enclosed unless `mayEnclose` (adbe.pkcs7.sha1 encloses a digest, which it may
 * sign without attributes). Certificates
 * and attributes are slices of the file, never re-encoded: what is judged is what stands there. Throws
 * {@link CmsRefusal}.
 */
export function parseCms(contents: Uint8Array, mayEnclose = false): ParsedCms {
  const signedData = openContentInfo(cutPadding(contents));
  const [version, digestAlgorithms, content, ...rest] = signedData;
  const signers = rest.pop();
  const certificates = isTagged(rest[0], 0) ? rest.shift() : undefined;
  const lists = isTagged(rest[0], 1) ? rest.shift() : undefined;
  if (rest.length > 0) refuse(UNREADABLE);
  // Version 1 says: data, ordinary certificates, nothing else (RFC 5652 § 5.1). Lists and key identifiers raise it,
  // but programs leave it at 1 with either.
  const signerInfos = setItems(signers);
  if (signerInfos.length !== 1) refuse('The container must hold exactly one signature.');
  checkVersion(readVersion(version), lists !== undefined, signerInfos[0]);
  const enclosed = readEnclosed(content, mayEnclose);
  const certificatesDer = taggedItems(certificates, 0)
    .filter((item) => item instanceof asn1js.Sequence)
    .map(rawBytes);
  const signer = parseSignerInfo(signerInfos[0], certificatesDer, enclosed !== null);
  if (!setItems(digestAlgorithms).map(readDigestAlgorithm).includes(signer.digestAlgorithm))
    refuse(UNREADABLE);
  const crlsDer = taggedItems(lists, 1)
    .filter((item) => item instanceof asn1js.Sequence)
    .map(rawBytes);
  return { ...signer, certificatesDer, crlsDer, enclosed, isDer: contents[1] !== 0x80 };
}

function checkVersion(version: number, hasLists: boolean, signerInfo: Block | undefined): void {
  const byKeyIdentifier = readVersion(sequenceItems(signerInfo)[0]) === 3;
  const allowed = byKeyIdentifier || hasLists ? [1, 3, 4, 5] : [1];
  if (!allowed.includes(version)) refuse(UNREADABLE);
}

function readEnclosed(content: Block | undefined, mayEnclose: boolean): Uint8Array | null {
  const [contentType, enclosed, ...others] = sequenceItems(content);
  if (readOid(contentType) !== OID.data || others.length > 0 || (enclosed && !mayEnclose)) {
    refuse('The signature carries a document of its own instead of signing this one.');
  }
  if (!enclosed) return null;
  const inner = taggedItems(enclosed, 0);
  return inner.length === 1 ? readOctets(inner[0]) : refuse(UNREADABLE);
}

/** The value at the start of `/Contents`, in definite lengths. Only zeroes may follow it: anything else would be unsigned content. Throws {@link CmsRefusal}. */
export function cutPadding(contents: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = contents[1];
  if (contents[0] === 0x30 && first === 0x80) return cutIndefinite(contents);
  if (contents[0] !== 0x30 || first === undefined || first === 0x80) refuse('The signature is not DER.');
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

function openContentInfo(der: Uint8Array<ArrayBuffer>): Block[] {
  const { result, offset } = parseBer(der);
  // Encoded again it must be the same: lengths written oddly read differently elsewhere.
  if (offset !== der.length || !equalBytes(new Uint8Array(result.toBER()), der))
    refuse('The signature is not DER.');
  const [type, content, ...others] = sequenceItems(result);
  if (readOid(type) !== OID.signedData || others.length > 0)
    refuse('The container does not hold a signature.');
  const inner = taggedItems(content, 0);
  return inner.length === 1 ? sequenceItems(inner[0]) : refuse(UNREADABLE);
}

/** Elements of the SET in ascending order of their encodings (X.690 § 11.6). */
export function isSortedSet(setDer: Uint8Array): boolean {
  const parsed = parseBer(new Uint8Array(setDer));
  if (!(parsed.result instanceof asn1js.Set)) return false;
  const items = parsed.result.valueBlock.value.map(rawBytes);
  return items.every((item, index) => index === 0 || compareBytes(items[index - 1] ?? item, item) <= 0);
}
