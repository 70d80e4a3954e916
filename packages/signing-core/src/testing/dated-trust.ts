import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { createDevelopmentAuthority, issueSealCertificate } from '../keys/development-ca.js';
import { issueDevelopmentCrl, issueTimestampKey } from '../keys/development-services.js';
import type { DigestSigner } from '../keys/digest-signer.js';
import type { RevokedEntry } from '../keys/issue-crl.js';
import { signDigestInSoftware } from '../keys/software-signature.js';
import type { Timestamper } from '../timestamp/token.js';
import { readPemBlocks } from '../x509/read-pem.js';
import type { ValidationData } from '../x509/validation-data.js';
import { datedTimestamper } from './dated-timestamper.js';

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A whole world for tests about time: one root, one sealer, one timestamp authority, lists of any date. */
export interface DatedTrust {
  readonly rootPem: string;
  readonly signer: DigestSigner;
  readonly sealSerialHex: string;
  readonly timestampSerialHex: string;
  stampAt(time: Date): Timestamper;
  /** Tokens signed with the seal's certificate, which may not give the time. */
  stampWithSealKey(time: Date): Timestamper;
  /** Both chains and lists of root and issuing authority; the issuing one made at `thisUpdate`, good for a month. */
  validationData(thisUpdate: Date, revoked?: readonly RevokedEntry[]): Promise<ValidationData>;
}

const begin = new Date('2025-01-01T00:00:00Z');
const monthMs = 30 * 86_400_000;

export async function createDatedTrust(seal: Validity, timestamp: Validity = seal): Promise<DatedTrust> {
  const organisation = 'Dated';
  const authority = await createDevelopmentAuthority(
    { organisation, rootCommonName: 'Dated Root', issuingCommonName: 'Dated Issuing' },
    begin,
  );
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spkiDer = publicKey.export({ type: 'spki', format: 'der' });
  const request = { spkiDer, organisation, sealCommonName: 'Dated Seal', ...seal };
  const sealPem = await issueSealCertificate(authority, request);
  const sealDer = toDer(sealPem);
  const sealKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = await issueTimestampKey(authority, { organisation, commonName: 'Dated TSA', ...timestamp });
  const issuingDer = toDer(authority.issuingCertificatePem);
  const timestampDer = toDer(key.certificatePem);
  return {
    rootPem: authority.rootCertificatePem,
    signer: {
      algorithm: 'ecdsa-p256-sha256',
      certificateChainDer: [sealDer, issuingDer],
      signDigest: async (digest) => signDigestInSoftware(privateKey, 'ecdsa-p256-sha256', digest),
    },
    sealSerialHex: serialOf(sealDer),
    timestampSerialHex: serialOf(timestampDer),
    stampWithSealKey: (time) =>
      datedTimestamper({ certificatePem: sealPem, keyPem: sealKeyPem }, [issuingDer], () => time),
    stampAt: (time) => datedTimestamper(key, [issuingDer], () => time),
    validationData: async (thisUpdate, revoked = []) => {
      const nextUpdate = new Date(thisUpdate.getTime() + monthMs);
      const crlPem = await issueDevelopmentCrl(authority, { thisUpdate, nextUpdate, revoked });
      return {
        certificatesDer: [sealDer, issuingDer, timestampDer, toDer(authority.rootCertificatePem)],
        crlsDer: readPemBlocks(crlPem + authority.rootCrlPem, 'X509 CRL'),
        ocspResponsesDer: [],
      };
    },
  };
}

const toDer = (pem: string): Uint8Array => new Uint8Array(new X509Certificate(pem).raw);
const serialOf = (der: Uint8Array): string => new X509Certificate(der).serialNumber.toLowerCase();
