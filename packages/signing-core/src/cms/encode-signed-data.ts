import {
  type Der,
  explicit,
  implicitSetOf,
  octetString,
  oid,
  sequence,
  setOf,
  smallInteger,
} from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { digestOf, type SignatureAlgorithm } from '../keys/digest-signer.js';
import { equalBytes } from '../runtime/bytes.js';
import { digestAlgorithmIdentifier, signatureAlgorithmIdentifier } from './signature-algorithm.js';

export interface SignedDataParts {
  readonly attributes: readonly Uint8Array[];
  readonly signature: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** Raw slices of the signer's certificate. */
  readonly signerCertificate: { readonly issuerDer: Uint8Array; readonly serialNumberDer: Uint8Array };
  readonly certificateChainDer: readonly Uint8Array[];
  /** TimeStampToken over the signature value: becomes the one unsigned attribute. */
  readonly timestampTokenDer?: Uint8Array;
}

/** A detached CAdES `ContentInfo` with one SignerInfo and the whole chain. */
export function encodeSignedData(parts: SignedDataParts): Der {
  const digestAlgorithm = digestAlgorithmIdentifier(digestOf(parts.algorithm));
  const unsigned = parts.timestampTokenDer
    ? [implicitSetOf(1, [sequence(oid(ATTRIBUTE_OID.signatureTimestamp), setOf([parts.timestampTokenDer]))])]
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
    (certificate, index) => certificates.findIndex((other) => equalBytes(other, certificate)) === index,
  );
}
