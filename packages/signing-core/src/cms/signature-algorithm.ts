import { type Der, explicit, nothing, oid, sequence, smallInteger } from '../asn1/der.js';
import { OID } from '../asn1/object-identifiers.js';
import {
  type DigestName,
  digestByteLength,
  digestOf,
  type SignatureAlgorithm,
  schemeOf,
} from '../keys/digest-signer.js';

const ECDSA_WITH: Readonly<Record<DigestName, string>> = {
  sha256: OID.ecdsaWithSha256,
  sha384: OID.ecdsaWithSha384,
  sha512: OID.ecdsaWithSha512,
};

const RSA_WITH: Readonly<Record<DigestName, string>> = {
  sha256: OID.sha256WithRsa,
  sha384: OID.sha384WithRsa,
  sha512: OID.sha512WithRsa,
};

/** `AlgorithmIdentifier` of a digest as CMS carries it: without parameters (RFC 5754 § 2). */
export function digestAlgorithmIdentifier(digest: DigestName): Der {
  return sequence(oid(OID[digest]));
}

/**
 * `AlgorithmIdentifier` of a signature, for CMS, certificates and certificate requests alike. RSA PKCS#1 v1.5 has
 * NULL parameters (RFC 4055 § 5), ECDSA none (RFC 5758 § 3.2), PSS says hash, mask and salt (RFC 4055 § 3.1).
 */
export function signatureAlgorithmIdentifier(algorithm: SignatureAlgorithm): Der {
  const digest = digestOf(algorithm);
  switch (schemeOf(algorithm)) {
    case 'ecdsa':
      return sequence(oid(ECDSA_WITH[digest]));
    case 'rsa-pkcs1':
      return sequence(oid(RSA_WITH[digest]), nothing());
    case 'rsa-pss':
      return sequence(oid(OID.rsassaPss), pssParameters(digest));
  }
}

/**
 * RSASSA-PSS-params; the trailer field keeps its DEFAULT, which DER leaves out. Inside these parameters the
 * digests carry NULL: RFC 4055 § 2.1 and its module write them so, and so does every other signer.
 */
function pssParameters(digest: DigestName): Der {
  const hash = sequence(oid(OID[digest]), nothing());
  return sequence(
    explicit(0, hash),
    explicit(1, sequence(oid(OID.mgf1), hash)),
    explicit(2, smallInteger(digestByteLength(digest))),
  );
}
