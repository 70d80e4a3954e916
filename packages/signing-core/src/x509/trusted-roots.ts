import { SigningError } from '../errors.js';
import { type ParsedCertificate, parseCertificate } from './certificate.js';
import { readPemBlocks } from './read-pem.js';

/** The roots somebody trusts, each PEM text holding one or several. Throws `trust-root-invalid`. */
export function readTrustedRoots(trustedRootsPem: readonly string[]): ParsedCertificate[] {
  try {
    return trustedRootsPem.flatMap(readRoots);
  } catch (cause) {
    throw new SigningError('trust-root-invalid', 'A trusted root certificate cannot be read.', { cause });
  }
}

/** A text without any certificate is a mistake of whoever named it, not a smaller trust. */
function readRoots(pem: string): ParsedCertificate[] {
  const blocks = readPemBlocks(pem, 'CERTIFICATE');
  if (blocks.length === 0) throw new Error('no certificate in the text');
  return blocks.map(parseCertificate);
}
