import {
  type Asn1Block,
  Asn1Refusal,
  isBoolean,
  isInteger,
  isTagged,
  parseAsn1,
  readBits,
  readBoolean,
  readOctets,
  readOid,
  readSmallNumber,
  sequenceItems,
  taggedContent,
} from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';

export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of the OCTET STRING. */
  readonly valueDer: Uint8Array;
}

export type ExtensionMap = ReadonlyMap<string, CertificateExtension>;

/** `Extensions` (RFC 5280 § 4.1); also those of revocation lists, their entries, and OCSP answers. */
export function readExtensions(block: Asn1Block | undefined): ExtensionMap {
  const found = new Map<string, CertificateExtension>();
  for (const item of sequenceItems(block)) {
    const [type, ...rest] = sequenceItems(item);
    const oid = readOid(type);
    // Two of a kind: each reader would believe the one it meets (RFC 5280 § 4.2).
    if (found.has(oid)) throw new Asn1Refusal('an extension is there twice');
    const critical = isBoolean(rest[0]) && readBoolean(rest[0]);
    found.set(oid, { oid, critical, valueDer: readOctets(rest.at(-1)) });
  }
  return found;
}

/** `maxBelow`: how many authorities may stand between this one and the end of the path; null for any number. */
export interface BasicConstraints {
  readonly authority: boolean;
  readonly maxBelow: number | null;
}

export function readBasicConstraints(extensions: ExtensionMap): BasicConstraints | null {
  const value = parsedValue(extensions, X509_OID.basicConstraints);
  if (!value) return null;
  const items = sequenceItems(value);
  const authority = isBoolean(items[0]) && readBoolean(items[0]);
  const last = items.at(-1);
  return { authority, maxBelow: isInteger(last) ? readSmallNumber(last) : null };
}

/** KeyUsage bits, the first one named in RFC 5280 § 4.2.1.3 highest: digitalSignature is 0x8000. */
export function readKeyUsage(extensions: ExtensionMap): number | null {
  const value = parsedValue(extensions, X509_OID.keyUsage);
  if (!value) return null;
  const [first = 0, second = 0] = readBits(value);
  return first * 256 + second;
}

export interface ExtendedKeyUsage {
  readonly critical: boolean;
  readonly purposes: readonly string[];
}

export function readExtendedKeyUsage(extensions: ExtensionMap): ExtendedKeyUsage | null {
  const value = parsedValue(extensions, X509_OID.extendedKeyUsage);
  if (!value) return null;
  const critical = extensions.get(X509_OID.extendedKeyUsage)?.critical ?? false;
  return { critical, purposes: sequenceItems(value).map(readOid) };
}

export function readSubjectKeyId(extensions: ExtensionMap): string | null {
  const value = parsedValue(extensions, X509_OID.subjectKeyIdentifier);
  return value ? toHex(readOctets(value)) : null;
}

/** keyIdentifier of the AuthorityKeyIdentifier; null when it names its issuer in another way or not at all. */
export function readAuthorityKeyId(extensions: ExtensionMap): string | null {
  const value = parsedValue(extensions, X509_OID.authorityKeyIdentifier);
  const [first] = value ? sequenceItems(value) : [];
  const content = taggedContent(first, 0);
  return content ? toHex(content) : null;
}

/** Whether some certificate of the path must carry an acceptable policy (RFC 5280 § 4.2.1.11). */
export function requiresExplicitPolicy(extensions: ExtensionMap): boolean {
  const value = parsedValue(extensions, X509_OID.policyConstraints);
  return value !== null && sequenceItems(value).some((item) => isTagged(item, 0));
}

export function parsedValue(extensions: ExtensionMap, oid: string): Asn1Block | null {
  const extension = extensions.get(oid);
  return extension ? parseAsn1(extension.valueDer) : null;
}
