import { digest } from '#runtime';
import { X509_OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';
import { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
import { findAttribute } from '../x509/distinguished-name.js';
import type { SignatureReport } from './report.js';

export const commonNameOf = ({ subject }: ParsedCertificate): string | null =>
  findAttribute(subject, X509_OID.commonName) ?? null;

/** Throws what the parser trips over: a certificate that cannot be read names nobody. */
export async function readCertificateFacts(
  certificateDer: Uint8Array,
): Promise<Pick<SignatureReport, 'signerCommonName' | 'fingerprintSha256Hex'>> {
  return {
    signerCommonName: commonNameOf(parseCertificate(certificateDer)),
    fingerprintSha256Hex: toHex(await digest('sha256', [certificateDer])),
  };
}
