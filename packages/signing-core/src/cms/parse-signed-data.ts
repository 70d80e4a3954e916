import * as asn1js from 'asn1js';
import { compareBytes, equalBytes } from '../runtime/bytes.js';
import { OID } from './object-identifiers.js';
import { issuerAndSerial } from './parse-issuer-and-serial.js';

export interface ParsedCms {
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
  /** The attributes as they were signed: universal SET tag, content untouched. */
  readonly signedAttributesDer: Uint8Array;
  /** Values of each attribute by type. */
  readonly attributes: ReadonlyMap<string, readonly asn1js.BaseBlock[]>;
}

/** Why a container was refused; `message` is a sentence for a person. */
export class CmsRefusal extends Error {}

function refuse(detail: string): never {
  throw new CmsRefusal(detail);
}

const UNREADABLE = 'The signature cannot be read.';

/**
 * Reads the container strictly (RFC 5652 § 5): one canonical DER value followed by zeroes, exactly one signer,
 * nothing enveloped, signed attributes present. Certificates and attributes are slices of the file, never
 * re-encoded: what is judged is what stands there. Throws {@link CmsRefusal}.
 */
export function parseCms(contents: Uint8Array): ParsedCms {
  const der = cutPadding(contents);
  const signedData = openContentInfo(der);
  const [version, digestAlgorithms, content, ...rest] = signedData;
  // Version 1 says: data, ordinary certificates, nothing else (RFC 5652 § 5.1). Revocation lists may raise it.
  if (readVersion(version) !== 1 && rest.length <= 2) refuse(UNREADABLE);
  const [contentType, ...enveloped] = sequenceItems(content);
  if (readOid(contentType) !== OID.data || enveloped.length > 0) {
    refuse('The signature carries a document of its own instead of signing this one.');
  }
  const certificatesDer = taggedItems(rest[0], 0).map((item) => item.valueBeforeDecodeView);
  const signerInfos = setItems(rest.at(-1));
  if (signerInfos.length !== 1) refuse('The container must hold exactly one signature.');
  const signer = readSignerInfo(signerInfos[0], certificatesDer);
  if (!setItems(digestAlgorithms).map(readAlgorithm).includes(signer.digestAlgorithm)) refuse(UNREADABLE);
  return { ...signer, certificatesDer };
}

/** Only zeroes may follow the DER value: anything else would be unsigned content inside the file. */
function cutPadding(contents: Uint8Array): Uint8Array {
  const first = contents[1];
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

function openContentInfo(der: Uint8Array): asn1js.BaseBlock[] {
  const { result, offset } = asn1js.fromBER(der);
  // Encoded again it must be the same: lengths written oddly read differently elsewhere.
  if (offset !== der.length || !equalBytes(new Uint8Array(result.toBER()), der))
    refuse('The signature is not DER.');
  const [type, content, ...others] = sequenceItems(result);
  if (readOid(type) !== OID.signedData || others.length > 0)
    refuse('The container does not hold a signature.');
  const inner = taggedItems(content, 0);
  if (inner.length !== 1) refuse(UNREADABLE);
  return sequenceItems(inner[0]);
}

function readSignerInfo(
  signerInfo: asn1js.BaseBlock | undefined,
  certificatesDer: readonly Uint8Array[],
): Omit<ParsedCms, 'certificatesDer'> {
  const [version, identifier, digestAlgorithm, attributes, signatureAlgorithm, signature] =
    sequenceItems(signerInfo);
  if (readVersion(version) !== 1) refuse(UNREADABLE);
  const attributeItems = taggedItems(attributes, 0);
  if (!attributes || attributeItems.length === 0) refuse('The signature has no signed attributes.');
  if (!(signature instanceof asn1js.OctetString) || signature.idBlock.isConstructed) refuse(UNREADABLE);
  const signerCertificateDer = certificatesDer.find((certificate) => isNamedBy(certificate, identifier));
  if (!signerCertificateDer) refuse('The certificate of the signer is not in the container.');
  const signedAttributesDer = new Uint8Array(attributes.valueBeforeDecodeView);
  signedAttributesDer[0] = 0x31;
  return {
    digestAlgorithm: readAlgorithm(digestAlgorithm),
    signatureAlgorithm: readAlgorithm(signatureAlgorithm),
    signature: signature.valueBlock.valueHexView,
    signerCertificateDer,
    signedAttributesDer,
    attributes: collectAttributes(attributeItems),
  };
}

/** Issuer and serial number, byte for byte (RFC 5652 § 10.2.4). */
function isNamedBy(certificateDer: Uint8Array, identifier: asn1js.BaseBlock | undefined): boolean {
  const [issuer, serialNumber] = sequenceItems(identifier);
  if (!issuer || !serialNumber) return false;
  const named = issuerAndSerial(certificateDer);
  return (
    equalBytes(issuer.valueBeforeDecodeView, named.issuerDer) &&
    equalBytes(serialNumber.valueBeforeDecodeView, named.serialNumberDer)
  );
}

function collectAttributes(items: readonly asn1js.BaseBlock[]): Map<string, asn1js.BaseBlock[]> {
  const found = new Map<string, asn1js.BaseBlock[]>();
  for (const item of items) {
    const [type, values, ...others] = sequenceItems(item);
    const oid = readOid(type);
    if (others.length > 0) refuse(UNREADABLE);
    // Two of a kind is how a second digest is smuggled past a reader that takes the other one.
    if (found.has(oid)) refuse('A signed attribute is there twice.');
    found.set(oid, setItems(values));
  }
  return found;
}

function sequenceItems(block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] {
  return block instanceof asn1js.Sequence && block.idBlock.isConstructed
    ? block.valueBlock.value
    : refuse(UNREADABLE);
}

function setItems(block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] {
  return block instanceof asn1js.Set && block.idBlock.isConstructed
    ? block.valueBlock.value
    : refuse(UNREADABLE);
}

/** An Enumerated is an Integer to asn1js, and to nobody else. */
function readVersion(block: asn1js.BaseBlock | undefined): number {
  const plain =
    block instanceof asn1js.Integer && !(block instanceof asn1js.Enumerated) && !block.idBlock.isConstructed;
  return plain ? block.valueBlock.valueDec : refuse(UNREADABLE);
}

/** Items under the context tag `[number]`, constructed; none when another element stands there. */
function taggedItems(block: asn1js.BaseBlock | undefined, number: number): asn1js.BaseBlock[] {
  const matches =
    block instanceof asn1js.Constructed && block.idBlock.tagClass === 3 && block.idBlock.tagNumber === number;
  return matches ? block.valueBlock.value : [];
}

function readOid(block: asn1js.BaseBlock | undefined): string {
  return block instanceof asn1js.ObjectIdentifier ? block.valueBlock.toString() : refuse(UNREADABLE);
}

/** Parameters absent or NULL: the algorithms accepted here have no others. */
function readAlgorithm(block: asn1js.BaseBlock | undefined): string {
  const [algorithm, parameters, ...others] = sequenceItems(block);
  if (others.length > 0 || (parameters && !(parameters instanceof asn1js.Null)))
    return `${readOid(algorithm)} with parameters`;
  return readOid(algorithm);
}

/** Elements of the SET in ascending order of their encodings (X.690 § 11.6). */
export function isSortedSet(setDer: Uint8Array): boolean {
  const parsed = asn1js.fromBER(new Uint8Array(setDer));
  if (!(parsed.result instanceof asn1js.Set)) return false;
  const items = parsed.result.valueBlock.value.map((item) => item.valueBeforeDecodeView);
  return items.every((item, index) => index === 0 || compareBytes(items[index - 1] ?? item, item) <= 0);
}
