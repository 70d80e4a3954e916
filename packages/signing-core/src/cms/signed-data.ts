import { createHash } from 'node:crypto';
import { type Der, octetString, oid, sequence, setOf } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import {
  type DigestName,
  digestByteLength,
  digestOf,
  type SignatureAlgorithm,
} from '../keys/digest-signer.js';
import { encodeSignedData } from './encode-signed-data.js';
import type { SealCertificate } from './seal-certificate.js';
import { digestAlgorithmIdentifier } from './signature-algorithm.js';

const attribute = (type: string, value: Uint8Array): Der => sequence(oid(type), setOf([value]));

/**
 * Exactly the signed attributes of PAdES baseline (EN 319 142-1 § 6.3): content-type, message-digest,
 * signing-certificate-v2. No signing-time: PAdES keeps the time in the signature dictionary's /M, and a
 * second, contradictable one takes the signature out of the baseline.
 */
export function signedAttributes(
  documentDigest: Uint8Array,
  signerCertificateDer: Uint8Array,
  digest: DigestName = 'sha256',
): Der[] {
  const certificateHash = octetString(createHash(digest).update(signerCertificateDer).digest());
  // ESSCertIDv2 (RFC 5035 § 4): SHA-256 is the DEFAULT, so DER leaves the algorithm out.
  const essCertificateId =
    digest === 'sha256'
      ? sequence(certificateHash)
      : sequence(digestAlgorithmIdentifier(digest), certificateHash);
  return [
    attribute(ATTRIBUTE_OID.contentType, oid(OID.data)),
    attribute(ATTRIBUTE_OID.messageDigest, octetString(documentDigest)),
    attribute(ATTRIBUTE_OID.signingCertificateV2, sequence(sequence(essCertificateId))),
  ];
}

/** What the key signs: the attributes under their universal SET tag (RFC 5652 § 5.4), not the [0] they travel under. */
export const bytesToSign = (attributes: readonly Uint8Array[]): Der => setOf(attributes);

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
    attributes: signedAttributes(new Uint8Array(digestByteLength(digest)), certificate.der, digest),
    signature: new Uint8Array(certificate.maxSignatureBytes),
    algorithm,
    signerCertificate: certificate,
    certificateChainDer: chain,
    ...(timestampByteLength > 0 && { timestampTokenDer: new Uint8Array(timestampByteLength) }),
  }).length;
}
