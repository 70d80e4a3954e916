import { webcrypto, X509Certificate } from 'node:crypto';
import { readPemBlocks } from '../x509/read-pem.js';
import type { RevocationSource } from '../x509/revocation-source.js';
import type { DevelopmentAuthority } from './development-ca.js';
import { importSigningKeyPem, issueCertificate, pemEncode } from './issue-certificate.js';
import { issueCrl, type RevokedEntry } from './issue-crl.js';

type Issuing = Pick<DevelopmentAuthority, 'issuingCertificatePem' | 'issuingKeyPem'>;

/** Names and dates of a timestamp certificate. */
export interface TimestampCertificateRequest {
  readonly organisation: string;
  readonly commonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A key of its own (ECDSA P-256, PKCS#8) and its certificate: what `openssl ts` needs to answer. */
export interface TimestampKey {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface CrlDates {
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked?: readonly RevokedEntry[];
}

const hourMs = 3_600_000;
const freshListHours = 24 * 7;

/** A fresh timestamp key under the issuing certificate; extended key usage timeStamping, critical and alone (RFC 3161 § 2.3). */
export async function issueTimestampKey(
  authority: Issuing,
  request: TimestampCertificateRequest,
): Promise<TimestampKey> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await issueCertificate({
    subject: { organisation: request.organisation, commonName: request.commonName },
    issuer: { certificateDer: new X509Certificate(authority.issuingCertificatePem).raw },
    issuerKey: await importSigningKeyPem(authority.issuingKeyPem),
    spkiDer: new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey)),
    role: { authority: false, use: 'timestamp' },
    notBefore: request.notBefore,
    notAfter: request.notAfter,
  });
  const pkcs8 = new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { certificatePem: pemEncode('CERTIFICATE', certificate), keyPem: pemEncode('PRIVATE KEY', pkcs8) };
}

/** A list of the issuing certificate, PEM. Verifiers want one that is not older than the certificates it is about. */
export async function issueDevelopmentCrl(authority: Issuing, dates: CrlDates): Promise<string> {
  const crl = await issueCrl({
    issuerCertificateDer: new X509Certificate(authority.issuingCertificatePem).raw,
    issuerKey: await importSigningKeyPem(authority.issuingKeyPem),
    ...dates,
  });
  return pemEncode('X509 CRL', crl);
}

/** Both lists of a development authority, the issuing one made fresh for each question and good for a week. */
export function developmentRevocationSource(
  authority: Issuing & Pick<DevelopmentAuthority, 'rootCrlPem'>,
  now: () => Date,
): RevocationSource {
  return {
    find: async () => {
      const thisUpdate = now();
      const nextUpdate = new Date(thisUpdate.getTime() + freshListHours * hourMs);
      const issuingCrlPem = await issueDevelopmentCrl(authority, { thisUpdate, nextUpdate });
      const crlsDer = readPemBlocks(issuingCrlPem + authority.rootCrlPem, 'X509 CRL');
      return { crlsDer, ocspResponsesDer: [] };
    },
  };
}
