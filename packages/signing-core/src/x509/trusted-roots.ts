import { SigningError } from '../errors.js';
import { type ParsedCertificate, parseCertificate, readPemCertificates } from './certificate.js';

/** The roots somebody trusts, each PEM text holding one or several. Throws `trust-root-invalid`. */
export function readTrustedRoots(trustedRootsPem: readonly string[]): ParsedCertificate[] {
  try {
    return trustedRootsPem.flatMap(readPemCertificates).map(parseCertificate);
  } catch (cause) {
    throw new SigningError('trust-root-invalid', 'A trusted root certificate cannot be read.', { cause });
  }
}
