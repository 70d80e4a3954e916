import {
  type Asn1Block,
  Asn1Refusal,
  parseAsn1,
  rawBytes,
  readBits,
  readIntegerHex,
  readSmallNumber,
  readTime,
  sequenceItems,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { equalBytes } from '../runtime/bytes.js';
import {
  type BasicConstraints,
  type ExtendedKeyUsage,
  type ExtensionMap,
  readAuthorityKeyId,
  readBasicConstraints,
  readExtendedKeyUsage,
  readExtensions,
  readKeyUsage,
  readSubjectKeyId,
} from './certificate-extensions.js';
import { type DistinguishedName, findAttribute, readName, sameName } from './distinguished-name.js';

const MAX_QUOTED_LENGTH = 120;

/** One certificate (RFC 5280 § 4.1). Every `…Der` is a slice of the certificate as it stands, never encoded again. */
export interface ParsedCertificate {
  readonly der: Uint8Array;
  readonly tbsDer: Uint8Array;
  readonly serialNumberHex: string;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SubjectPublicKeyInfo. */
  readonly spkiDer: Uint8Array;
  readonly signatureAlgorithmDer: Uint8Array;
  readonly signature: Uint8Array;
  readonly extensions: ExtensionMap;
  readonly basicConstraints: BasicConstraints | null;
  readonly keyUsage: number | null;
  readonly extendedKeyUsage: ExtendedKeyUsage | null;
  /** Hexadecimal. */
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  readonly selfIssued: boolean;
  /** What people know it by: common name, else organisation, else its serial number. */
  readonly displayName: string;
}

/** Reads one DER certificate. Throws whatever the parser trips over: a certificate that cannot be read is none. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const [tbs, algorithm, signature, ...others] = sequenceItems(parseAsn1(der));
  if (!tbs || !algorithm || others.length > 0) throw new Asn1Refusal('not a certificate');
  const fields = sequenceItems(tbs);
  const version = taggedItems(fields[0], 0);
  const [serial, innerAlgorithm, issuerBlock, validity, subjectBlock, spki, ...rest] = version
    ? fields.slice(1)
    : fields;
  // The inner name of the algorithm is signed, the outer one is not (RFC 5280 § 4.1.1.2).
  if (!innerAlgorithm || !spki || !equalBytes(rawBytes(innerAlgorithm), rawBytes(algorithm)))
    throw new Asn1Refusal('a certificate with two signature algorithms');
  const [notBefore, notAfter] = sequenceItems(validity).map(readTime);
  if (!notBefore || !notAfter) throw new Asn1Refusal('a certificate without validity');
  const extensions = readOwnExtensions(version, rest);
  const subject = readName(subjectBlock);
  const issuer = readName(issuerBlock);
  const serialNumberHex = readIntegerHex(serial);
  return {
    der,
    tbsDer: rawBytes(tbs),
    serialNumberHex,
    issuer,
    subject,
    notBefore,
    notAfter,
    spkiDer: rawBytes(spki),
    signatureAlgorithmDer: rawBytes(algorithm),
    signature: readBits(signature),
    selfIssued: sameName(issuer, subject),
    displayName: nameOf(subject, serialNumberHex),
    ...readKnownExtensions(extensions),
  };
}

/** Only version 3 has extensions; an older one that carries some means different things to different readers. */
function readOwnExtensions(version: Asn1Block[] | null, rest: readonly Asn1Block[]): ExtensionMap {
  const block = rest.map((item) => taggedItems(item, 3)?.[0]).find((item) => item !== undefined);
  if (!block) return new Map();
  if (!version || readSmallNumber(version[0]) !== 2)
    throw new Asn1Refusal('extensions in an old certificate');
  return readExtensions(block);
}

type KnownExtensions = Pick<
  ParsedCertificate,
  'extensions' | 'basicConstraints' | 'keyUsage' | 'extendedKeyUsage' | 'subjectKeyId' | 'authorityKeyId'
>;

function readKnownExtensions(extensions: ExtensionMap): KnownExtensions {
  return {
    extensions,
    basicConstraints: readBasicConstraints(extensions),
    keyUsage: readKeyUsage(extensions),
    extendedKeyUsage: readExtendedKeyUsage(extensions),
    subjectKeyId: readSubjectKeyId(extensions),
    authorityKeyId: readAuthorityKeyId(extensions),
  };
}

function nameOf(subject: DistinguishedName, serialNumberHex: string): string {
  const name = findAttribute(subject, X509_OID.commonName) ?? findAttribute(subject, X509_OID.organisation);
  return name ?? `serial number ${serialNumberHex}`;
}

export function sameCertificate(left: ParsedCertificate, right: ParsedCertificate): boolean {
  return equalBytes(left.der, right.der);
}

/** Those that can be read; in a pool from an untrusted file a broken one must not hide the others. */
export function parseReadable(certificatesDer: readonly Uint8Array[]): ParsedCertificate[] {
  return certificatesDer.flatMap((der) => {
    try {
      return [parseCertificate(der)];
    } catch {
      return [];
    }
  });
}

/** For sentences. A name comes from whoever wrote the certificate: no line breaks, and not a page of it. */
export function quoteCertificate(certificate: ParsedCertificate): string {
  const name = [...certificate.displayName].filter((sign) => sign >= ' ').join('');
  return `"${name.slice(0, MAX_QUOTED_LENGTH)}"`;
}
