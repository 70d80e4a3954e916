import { createHash } from 'node:crypto';
import {
  type DigestName,
  digestByteLength,
  digestOf,
  type SignatureAlgorithm,
} from '../keys/digest-signer.js';
import { explicit, implicitSetOf, octetString, oid, sequence, setOf, smallInteger } from './der.js';
import { OID } from './object-identifiers.js';
import type { SealCertificate } from './seal-certificate.js';
import { digestAlgorithmIdentifier, signatureAlgorithmIdentifier } from './signature-algorithm.js';

const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf([value]));

/**
 * Exactly the signed attributes of PAdES baseline (EN 319 142-1 § 6.3): content-type, message-digest,
 * signing-certificate-v2. No signing-time: PAdES keeps the time in the signature dictionary's /M, and a
 * second, contradictable one takes the signature out of the baseline.
 */
export function signedAttributes(
  documentDigest: Uint8Array,
  signerCertificateDer: Uint8Array,
  digest: DigestName = 'sha256',
): Buffer[] {
  const certificateHash = octetString(createHash(digest).update(signerCertificateDer).digest());
  // ESSCertIDv2 (RFC 5035 § 4): SHA-256 is the DEFAULT, so DER leaves the algorithm out.
  const essCertificateId =
    digest === 'sha256'
      ? sequence(certificateHash)
      : sequence(digestAlgorithmIdentifier(digest), certificateHash);
  return [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(documentDigest)),
    attribute(OID.signingCertificateV2, sequence(sequence(essCertificateId))),
  ];
}

/** What the key signs: the attributes under their universal SET tag (RFC 5652 § 5.4), not the [0] they travel under. */
export const bytesToSign = (attributes: readonly Buffer[]): Buffer => setOf(attributes);

export interface SignedDataParts {
  readonly attributes: readonly Buffer[];
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly signerCertificate: SealCertificate;
  readonly certificateChainDer: readonly Uint8Array[];
  /** TimeStampToken over the signature value: becomes the one unsigned attribute. */
  readonly timestampTokenDer?: Uint8Array;
}

/** A detached CAdES `ContentInfo` with one SignerInfo and the whole chain. */
export function encodeSignedData(parts: SignedDataParts): Buffer {
  const digestAlgorithm = digestAlgorithmIdentifier(digestOf(parts.algorithm));
  const unsigned = parts.timestampTokenDer
    ? [implicitSetOf(1, [attribute(OID.signatureTimestamp, parts.timestampTokenDer)])]
    : [];
  const signerInfo = sequence(
    smallInteger(1),
    sequence(parts.signerCertificate.issuerDer, parts.signerCertificate.serialNumberDer),
    digestAlgorithm,
    implicitSetOf(0, parts.attributes),
    signatureAlgorithmIdentifier(parts.algorithm),
    octetString(parts.signature),
    ...unsigned,
  );
  const signedData = sequence(
    smallInteger(1),
    setOf([digestAlgorithm]),
    sequence(oid(OID.data)),
    implicitSetOf(0, withoutRepeats(parts.certificateChainDer)),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), explicit(0, signedData));
}

function withoutRepeats(certificates: readonly Uint8Array[]): Uint8Array[] {
  return certificates.filter(
    (certificate, index) =>
      certificates.findIndex((other) => Buffer.compare(other, certificate) === 0) === index,
  );
}

/**
 * Upper bound in bytes of what {@link encodeSignedData} returns for this chain and a token of at most
 * `timestampByteLength`: the container is sized by it.
 */
export function signedDataByteLength(
  algorithm: SignatureAlgorithm,
  certificate: SealCertificate,
  chain: readonly Uint8Array[],
  timestampByteLength = 0,
): number {
  const digest = digestOf(algorithm);
  return encodeSignedData({
    attributes: signedAttributes(Buffer.alloc(digestByteLength(digest)), certificate.der, digest),
    signature: Buffer.alloc(certificate.maxSignatureBytes),
    algorithm,
    signerCertificate: certificate,
    certificateChainDer: chain,
    ...(timestampByteLength > 0 && { timestampTokenDer: Buffer.alloc(timestampByteLength) }),
  }).length;
}
