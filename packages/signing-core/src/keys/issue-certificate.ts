import { createHash, createPrivateKey, randomBytes, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import { X509_OID } from '../asn1/object-identifiers.js';
import type { CertificateExtension } from '../x509/certificate-extensions.js';
import { signStructure } from './sign-structure.js';

/** A seal when `use` is left out. */
export type CertificateRole =
  | { readonly authority: true; readonly pathLength: number }
  | { readonly authority: false; readonly use?: 'seal' | 'timestamp' | 'ocsp-responder' };

/** What one certificate says (RFC 5280 § 4.1). */
export interface CertificateRequest {
  readonly subject: { readonly organisation: string; readonly commonName: string };
  readonly issuer: { readonly selfSigned: true } | { readonly certificateDer: Uint8Array };
  /** ECDSA P-256 key of the issuer. */
  readonly issuerKey: webcrypto.CryptoKey;
  readonly spkiDer: Uint8Array;
  readonly role: CertificateRole;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Beside those of the role; one of the same type takes the place of the role's. */
  readonly extensions?: readonly CertificateExtension[];
}

/** KeyUsage is a BIT STRING counted from the left (RFC 5280 § 4.2.1.3). */
const keyUsage = {
  /** keyCertSign (5) and cRLSign (6). */
  authority: { byte: 0x06, unusedBits: 1 },
  /** digitalSignature (0) and nonRepudiation (1): what ETSI EN 319 412-2 asks of a seal. */
  seal: { byte: 0xc0, unusedBits: 6 },
  /** digitalSignature alone: a key that signs no documents. */
  service: { byte: 0x80, unusedBits: 7 },
} as const;

/** Critical for a timestamp authority, which may have no other purpose (RFC 3161 § 2.3). */
const purposes = {
  timestamp: { oid: '1.3.6.1.5.5.7.3.8', critical: true },
  'ocsp-responder': { oid: '1.3.6.1.5.5.7.3.9', critical: false },
} as const;

/** Two-digit years end in 2049 (RFC 5280 § 4.1.2.5). */
const firstGeneralizedYear = 2050;

/** Issues one certificate signed with ECDSA P-256 and SHA-256; the serial number is random. Answers DER. */
export async function issueCertificate(request: CertificateRequest): Promise<Uint8Array> {
  const certificate = new Certificate();
  const publicKey = PublicKeyInfo.fromBER(request.spkiDer.slice());
  const issuer = 'certificateDer' in request.issuer ? readCertificate(request.issuer.certificateDer) : null;
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: randomSerial() });
  certificate.subject = distinguishedName(request.subject);
  certificate.issuer = issuer?.subject ?? certificate.subject;
  certificate.notBefore = certificateTime(request.notBefore);
  certificate.notAfter = certificateTime(request.notAfter);
  certificate.subjectPublicKeyInfo = publicKey;
  certificate.extensions = extensionsFor(request, publicKey, issuer?.subjectPublicKeyInfo ?? publicKey);
  await signStructure(certificate, request.issuerKey);
  return new Uint8Array(certificate.toSchema(true).toBER(false));
}

/** The issuer's key for `issueCertificate`, from PKCS#8 in PEM. */
export async function importSigningKeyPem(keyPem: string): Promise<webcrypto.CryptoKey> {
  const der = createPrivateKey(keyPem).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
}

/** RFC 7468 text, with a final newline. */
export function pemEncode(label: 'CERTIFICATE' | 'PRIVATE KEY' | 'X509 CRL', der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function extensionsFor(
  request: CertificateRequest,
  subjectKey: PublicKeyInfo,
  issuerKey: PublicKeyInfo,
): Extension[] {
  const { role } = request;
  const constraints = role.authority
    ? new BasicConstraints({ cA: true, pathLenConstraint: role.pathLength })
    : new BasicConstraints();
  const usage = usageOf(role);
  const own = [
    extension(X509_OID.basicConstraints, true, constraints.toSchema()),
    extension(
      X509_OID.keyUsage,
      true,
      new asn1js.BitString({ valueHex: Uint8Array.of(usage.byte).buffer, unusedBits: usage.unusedBits }),
    ),
    extension(
      X509_OID.subjectKeyIdentifier,
      false,
      new asn1js.OctetString({ valueHex: keyIdentifier(subjectKey) }),
    ),
    authorityKeyExtension(issuerKey),
    ...purposeExtensions(role),
  ];
  const extra = (request.extensions ?? []).map(
    ({ oid: extnID, critical, valueDer }) =>
      new Extension({ extnID, critical, extnValue: new Uint8Array(valueDer).buffer }),
  );
  return [...own.filter(({ extnID }) => !extra.some((each) => each.extnID === extnID)), ...extra];
}

function usageOf(role: CertificateRole): { readonly byte: number; readonly unusedBits: number } {
  if (role.authority) return keyUsage.authority;
  return (role.use ?? 'seal') === 'seal' ? keyUsage.seal : keyUsage.service;
}

function purposeExtensions(role: CertificateRole): Extension[] {
  const use = role.authority ? 'seal' : (role.use ?? 'seal');
  if (use === 'seal') return [];
  const purpose = purposes[use];
  const list = new asn1js.Sequence({ value: [new asn1js.ObjectIdentifier({ value: purpose.oid })] });
  const usage = extension(X509_OID.extendedKeyUsage, purpose.critical, list);
  // Without it a verifier would have to ask about the responder, and about the responder's responder (RFC 6960 § 4.2.2.2.1).
  return use === 'timestamp' ? [usage] : [usage, extension(X509_OID.ocspNoCheck, false, new asn1js.Null())];
}

/** Names the issuer's key; revocation lists carry it too (RFC 5280 § 5.2.1). */
export function authorityKeyExtension(issuerKey: PublicKeyInfo): Extension {
  const identifier = new AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: keyIdentifier(issuerKey) }),
  });
  return extension(X509_OID.authorityKeyIdentifier, false, identifier.toSchema());
}

export function extension(extnID: string, critical: boolean, value: asn1js.BaseBlock): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER(false) });
}

/** SHA-1 of the key bits: a name for the key, not a protection (RFC 5280 § 4.2.1.2, method 1). */
function keyIdentifier(key: PublicKeyInfo): ArrayBuffer {
  const digest = createHash('sha1').update(key.subjectPublicKey.valueBlock.valueHexView).digest();
  return new Uint8Array(digest).buffer;
}

/** One attribute per RDN (RFC 5280 § 4.1.2.4). pkijs would write both into one set, which reads as "O=… + CN=…". */
function distinguishedName(name: CertificateRequest['subject']): RelativeDistinguishedNames {
  const attribute = (type: string, value: string) =>
    new asn1js.Set({
      value: [new AttributeTypeAndValue({ type, value: new asn1js.Utf8String({ value }) }).toSchema()],
    });
  const sequence = new asn1js.Sequence({
    value: [
      attribute(X509_OID.organisation, name.organisation),
      attribute(X509_OID.commonName, name.commonName),
    ],
  });
  return RelativeDistinguishedNames.fromBER(sequence.toBER(false));
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 § 4.1.2.5); also for revocation lists. */
export function certificateTime(value: Date): Time {
  // Certificates count whole seconds; a fraction would be lost in silence.
  const wholeSeconds = new Date(Math.floor(value.getTime() / 1000) * 1000);
  return new Time({ type: value.getUTCFullYear() >= firstGeneralizedYear ? 1 : 0, value: wholeSeconds });
}

/** 126 random bits, positive and never zero (RFC 5280 § 4.1.2.2). */
function randomSerial(): ArrayBuffer {
  const bytes = new Uint8Array(randomBytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

function readCertificate(der: Uint8Array): Certificate {
  return Certificate.fromBER(der.slice());
}
