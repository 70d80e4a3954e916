import {
  type Asn1Block,
  isTagged,
  rawBytes,
  readOctets,
  readOid,
  readSmallNumber,
  sequenceItems,
  setItems,
  taggedContent,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { equalBytes } from '../runtime/bytes.js';
import { refuse, UNREADABLE } from './cms-refusal.js';
import { readDigestAlgorithm } from './parse-digest-algorithm.js';
import { issuerAndSerial, subjectKeyIdentifier } from './parse-issuer-and-serial.js';

/** What one SignerInfo says (RFC 5652 § 5.3), with the certificate it names. */
export interface ParsedSignerInfo {
  /** Dotted OID. */
  readonly digestAlgorithm: string;
  /** AlgorithmIdentifier with its parameters, as it stands in the file. */
  readonly signatureAlgorithmDer: Uint8Array;
  readonly signature: Uint8Array;
  readonly signerCertificateDer: Uint8Array;
  /** The attributes as they were signed: universal SET tag, content untouched. Null: what is enclosed, or else the document, was signed itself. */
  readonly signedAttributesDer: Uint8Array | null;
  /** Values of each attribute by type. */
  readonly attributes: ReadonlyMap<string, readonly Asn1Block[]>;
  /** Anybody may have added these: nothing in them counts unless it proves itself. */
  readonly unsignedAttributes: ReadonlyMap<string, readonly Asn1Block[]>;
}

/** `mayLackAttributes`: the content may be signed without them (RFC 5652 § 5.3). Throws `CmsRefusal`. */
export function parseSignerInfo(
  signerInfo: Asn1Block | undefined,
  certificatesDer: readonly Uint8Array[],
  mayLackAttributes: boolean,
): ParsedSignerInfo {
  const [version, identifier, digestAlgorithm, ...others] = sequenceItems(signerInfo);
  if (readSmallNumber(version) !== (keyIdentifier(identifier) ? 3 : 1)) refuse(UNREADABLE);
  const attributeItems = taggedItems(others[0], 0) ?? [];
  const attributes = isTagged(others[0], 0) ? others.shift() : undefined;
  if (attributeItems.length === 0 && (attributes || !mayLackAttributes))
    refuse('The signature has no signed attributes.');
  const [signatureAlgorithm, signature, ...rest] = others;
  if (!signatureAlgorithm) refuse(UNREADABLE);
  const signerCertificateDer = certificatesDer.find((certificate) => isNamedBy(certificate, identifier));
  if (!signerCertificateDer) refuse('The certificate of the signer is not in the container.');
  const signedAttributesDer = attributes ? new Uint8Array(rawBytes(attributes)) : null;
  if (signedAttributesDer) signedAttributesDer[0] = 0x31;
  return {
    digestAlgorithm: readDigestAlgorithm(digestAlgorithm),
    signatureAlgorithmDer: rawBytes(signatureAlgorithm),
    signature: readOctets(signature),
    signerCertificateDer,
    signedAttributesDer,
    attributes: readSignedAttributes(attributeItems),
    unsignedAttributes: readUnsignedAttributes(rest),
  };
}

/** `[0] IMPLICIT SubjectKeyIdentifier`: primitive, because it is an OCTET STRING. Null where something else stands. */
const keyIdentifier = (block: Asn1Block | undefined): Uint8Array | null => taggedContent(block, 0);

function readUnsignedAttributes(rest: readonly Asn1Block[]): Map<string, Asn1Block[]> {
  const [unsigned, ...others] = rest;
  const items = unsigned ? taggedItems(unsigned, 1) : [];
  return others.length > 0 || !items ? refuse(UNREADABLE) : collectAttributes(items);
}

/** Issuer and serial number byte for byte (RFC 5652 § 10.2.4), or the identifier of the subject's key. */
function isNamedBy(certificateDer: Uint8Array, identifier: Asn1Block | undefined): boolean {
  const named = keyIdentifier(identifier);
  if (named) {
    const key = subjectKeyIdentifier(certificateDer);
    return key !== null && equalBytes(key, named);
  }
  const [issuer, serialNumber, ...others] = sequenceItems(identifier);
  if (!issuer || !serialNumber || others.length > 0) return false;
  const { issuerDer, serialNumberDer } = issuerAndSerial(certificateDer);
  return equalBytes(rawBytes(issuer), issuerDer) && equalBytes(rawBytes(serialNumber), serialNumberDer);
}

/** What readers draw conclusions from. Others are free to repeat: their makers say how. */
const MEANINGFUL: ReadonlySet<string> = new Set(Object.values(ATTRIBUTE_OID));

/** Two of a kind is how a second digest is smuggled past a reader that takes the other one (RFC 5652 § 11). */
function readSignedAttributes(items: readonly Asn1Block[]): Map<string, Asn1Block[]> {
  const types = items.map((item) => readOid(sequenceItems(item)[0])).filter((type) => MEANINGFUL.has(type));
  if (new Set(types).size !== types.length) refuse('A signed attribute is there twice.');
  return collectAttributes(items);
}

/** Values by type. A second timestamp may come in an attribute of its own (EN 319 122-1 § 5.3). */
function collectAttributes(items: readonly Asn1Block[]): Map<string, Asn1Block[]> {
  const found = new Map<string, Asn1Block[]>();
  for (const item of items) {
    const [type, values, ...others] = sequenceItems(item);
    if (others.length > 0) refuse(UNREADABLE);
    const oid = readOid(type);
    found.set(oid, [...(found.get(oid) ?? []), ...setItems(values)]);
  }
  return found;
}
