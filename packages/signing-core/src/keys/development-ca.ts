import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { importSigningKeyPem, issueCertificate, pemEncode } from './issue-certificate.js';
import { issueCrl } from './issue-crl.js';

const ecdsaP256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const dayMs = 86_400_000;
const authorityYearsDays = 3652;

/** Subject names of the three certificates; all values are plain text and are escaped here. */
export interface DevelopmentChainNames {
  readonly organisation: string;
  readonly rootCommonName: string;
  readonly issuingCommonName: string;
  readonly sealCommonName: string;
}

/** An authority that can issue seal certificates: the issuing key and what vouches for it. */
export interface DevelopmentAuthority {
  readonly rootCertificatePem: string;
  readonly issuingCertificatePem: string;
  /** PKCS#8. Keep it readable by the provisioning command alone. */
  readonly issuingKeyPem: string;
  /**
   * The root's revocation list, as long-lived as the root: its key is gone, so there can be no other. It is what
   * says that the issuing certificate is not revoked.
   */
  readonly rootCrlPem: string;
}

export interface DevelopmentChain extends DevelopmentAuthority {
  readonly sealCertificatePem: string;
}

/** What a seal certificate is issued for. */
export interface SealCertificateRequest {
  /** SubjectPublicKeyInfo of the key in the token, DER. */
  readonly spkiDer: Uint8Array;
  readonly organisation: string;
  readonly sealCommonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/**
 * Makes a development authority: a root and, under it, an issuing certificate (both ECDSA P-256, ten years).
 * The root's private key is dropped when this returns, so no second authority can ever appear under that root.
 */
export async function createDevelopmentAuthority(
  names: Pick<DevelopmentChainNames, 'organisation' | 'rootCommonName' | 'issuingCommonName'>,
  notBefore: Date,
): Promise<DevelopmentAuthority> {
  const notAfter = new Date(notBefore.getTime() + authorityYearsDays * dayMs);
  const rootKeys = await generateKeys(false);
  const issuingKeys = await generateKeys(true);
  const rootSpkiDer = await exportSpki(rootKeys.publicKey);
  const validity = { notBefore, notAfter, issuerKey: rootKeys.privateKey };
  const root = await issueCertificate({
    ...validity,
    subject: { organisation: names.organisation, commonName: names.rootCommonName },
    issuer: { selfSigned: true },
    spkiDer: rootSpkiDer,
    role: { authority: true, pathLength: 1 },
  });
  const issuing = await issueCertificate({
    ...validity,
    subject: { organisation: names.organisation, commonName: names.issuingCommonName },
    issuer: { certificateDer: root },
    spkiDer: await exportSpki(issuingKeys.publicKey),
    role: { authority: true, pathLength: 0 },
  });
  const rootCrl = await issueCrl({
    issuerCertificateDer: root,
    issuerKey: rootKeys.privateKey,
    thisUpdate: notBefore,
    nextUpdate: notAfter,
  });
  return {
    rootCrlPem: pemEncode('X509 CRL', rootCrl),
    rootCertificatePem: pemEncode('CERTIFICATE', root),
    issuingCertificatePem: pemEncode('CERTIFICATE', issuing),
    issuingKeyPem: pemEncode(
      'PRIVATE KEY',
      new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', issuingKeys.privateKey)),
    ),
  };
}

/**
 * A seal certificate for a key that stays in its token: key usage digitalSignature and nonRepudiation, critical,
 * with subject and authority key identifiers (reference: ETSI EN 319 412-2 § 4.3.2, RFC 5280 § 4.2.1).
 */
export async function issueSealCertificate(
  authority: Pick<DevelopmentAuthority, 'issuingCertificatePem' | 'issuingKeyPem'>,
  request: SealCertificateRequest,
): Promise<string> {
  const certificate = await issueCertificate({
    subject: { organisation: request.organisation, commonName: request.sealCommonName },
    issuer: { certificateDer: new X509Certificate(authority.issuingCertificatePem).raw },
    issuerKey: await importSigningKeyPem(authority.issuingKeyPem),
    spkiDer: request.spkiDer,
    role: { authority: false },
    notBefore: request.notBefore,
    notAfter: request.notAfter,
  });
  return pemEncode('CERTIFICATE', certificate);
}

/** Root, issuing and seal certificate in one call; serial numbers are random, dates are the caller's. */
export async function issueDevelopmentChain(
  request: Omit<SealCertificateRequest, 'organisation' | 'sealCommonName'> & { names: DevelopmentChainNames },
): Promise<DevelopmentChain> {
  const authority = await createDevelopmentAuthority(request.names, request.notBefore);
  const { organisation, sealCommonName } = request.names;
  const sealCertificatePem = await issueSealCertificate(authority, {
    ...request,
    organisation,
    sealCommonName,
  });
  return { ...authority, sealCertificatePem };
}

/** SHA-256 of a certificate's DER, lower-case hexadecimal: what people compare as its fingerprint. */
export function certificateFingerprintHex(certificate: string | Uint8Array): string {
  const der = new X509Certificate(certificate).raw;
  return createHash('sha256').update(der).digest('hex');
}

async function generateKeys(extractable: boolean): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ecdsaP256, extractable, ['sign', 'verify']);
}

async function exportSpki(key: webcrypto.CryptoKey): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey('spki', key));
}
