import { sha256, toHex } from './digest.js';
import { AuditError } from './errors.js';
import { type CertificateFacts, readFirstCertificate } from './x509-certificate.js';

/** What is told about a seal key: what the token answered, and the X.509 certificates as they are. */
export type SealKeyDescription = {
  /** As in `DigestSigner.algorithm`, such as `ecdsa-p256-sha256`. */
  algorithm: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo. */
  keyFingerprintSha256Hex: string;
  origin: 'generated-in-token' | 'imported' | 'unknown';
  /** A token that lives in software (SoftHSM): good for development, no protection against whoever owns the machine. */
  softToken: boolean;
  /** Leaf first, then the issuers. */
  certificateChainPem: string;
};

/** What the leaf certificate itself says. Names are one line each, most general part last. */
export type SealCertificateFacts = {
  subject: string;
  issuer: string;
  serialHex: string;
  notBeforeIso: string;
  notAfterIso: string;
  certificateSha256Hex: string;
};

/**
 * Reads the leaf and holds it against the stated key.
 * @throws AuditError `certificate-input-mismatch` when it cannot be read or belongs to another key
 */
export function readSealCertificate(key: SealKeyDescription): SealCertificateFacts {
  const leaf = readLeaf(key.certificateChainPem);
  if (toHex(sha256(leaf.spkiDer)) !== key.keyFingerprintSha256Hex) {
    throw new AuditError(
      'certificate-input-mismatch',
      'The X.509 certificate of the seal belongs to another key than the one named.',
    );
  }
  return {
    subject: leaf.subject,
    issuer: leaf.issuer,
    serialHex: leaf.serialHex,
    notBeforeIso: leaf.notBefore.toISOString(),
    notAfterIso: leaf.notAfter.toISOString(),
    certificateSha256Hex: toHex(sha256(leaf.der)),
  };
}

function readLeaf(chainPem: string): CertificateFacts {
  try {
    return readFirstCertificate(chainPem);
  } catch (cause) {
    throw new AuditError('certificate-input-mismatch', 'The X.509 certificate of the seal cannot be read.', {
      cause,
    });
  }
}
