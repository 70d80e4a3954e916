import { SigningError } from '../errors.js';
import { type ParsedCertificate, parseCertificate } from './certificate.js';
import { readPemBlocks } from './read-pem.js';

/** The roots somebody trusts, each PEM text holding one or several. Throws `trust-root-invalid`. */
export function readTrustedRoots(trustedRootsPem: readonly string[]): ParsedCertificate[] {
  try {
    return trustedRootsPem.flatMap((pem) => readPemBlocks(pem, 'CERTIFICATE')).map(parseCertificate);
  } catch (cause) {
    throw new SigningError('trust-root-invalid', 'A trusted root certificate cannot be read.', { cause });
  }
}
