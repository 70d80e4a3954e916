import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from '../keys/digest-signer.js';
import { explicit, implicitSetOf, octetString, oid, sequence, setOf, smallInteger } from './der.js';
import { OID } from './object-identifiers.js';
import type { SealCertificate } from './seal-certificate.js';
import { signatureAlgorithmIdentifier } from './signature-algorithm.js';

const SHA256_ALGORITHM = sequence(oid(OID.sha256));

const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf([value]));

/**
 * Exactly the signed attributes of PAdES baseline (EN 319 142-1 § 6.3): content-type, message-digest,
 * signing-certificate-v2. No signing-time: PAdES keeps the time in the signature dictionary's /M, and a
 * second, contradictable one takes the signature out of the baseline.
 */
export function signedAttributes(documentDigest: Uint8Array, signerCertificateDer: Uint8Array): Buffer[] {
  const certificateHash = createHash('sha256').update(signerCertificateDer).digest();
  // ESSCertIDv2 (RFC 5035 § 4): SHA-256 is the DEFAULT, so DER leaves the algorithm out.
  const essCertificateId = sequence(octetString(certificateHash));
  return [
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octetString(documentDigest)),
    attribute(OID.signingCertificateV2, sequence(sequence(essCertificateId))),
  ];
}

/** What the key signs: the attributes under their universal SET tag (RFC 5652 § 5.4), not the [0] they travel under. */
export const bytesToSign = (attributes: readonly Buffer[]): Buffer => setOf(attributes);

/** A detached CAdES-BES `ContentInfo` with one SignerInfo and the whole chain. */
export function encodeSignedData(input: {
  readonly attributes: readonly Buffer[];
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly signerCertificate: SealCertificate;
  readonly certificateChainDer: readonly Uint8Array[];
}): Buffer {
  const signerInfo = sequence(
    smallInteger(1),
    sequence(input.signerCertificate.issuerDer, input.signerCertificate.serialNumberDer),
    SHA256_ALGORITHM,
    implicitSetOf(0, input.attributes),
    signatureAlgorithmIdentifier(input.algorithm),
    octetString(input.signature),
  );
  const signedData = sequence(
    smallInteger(1),
    setOf([SHA256_ALGORITHM]),
    sequence(oid(OID.data)),
    implicitSetOf(0, input.certificateChainDer),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), explicit(0, signedData));
}

/** Upper bound in bytes of what {@link encodeSignedData} returns for this chain: the container is sized by it. */
export function signedDataByteLength(
  algorithm: SignatureAlgorithm,
  certificate: SealCertificate,
  chain: readonly Uint8Array[],
): number {
  return encodeSignedData({
    attributes: signedAttributes(Buffer.alloc(32), certificate.der),
    signature: Buffer.alloc(certificate.maxSignatureBytes),
    algorithm,
    signerCertificate: certificate,
    certificateChainDer: chain,
  }).length;
}
