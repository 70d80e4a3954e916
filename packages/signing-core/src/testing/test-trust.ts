import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opensslTimestampAuthority } from '../development/openssl-timestamp-authority.js';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from '../keys/development-ca.js';
import { developmentRevocationSource, issueTimestampKey } from '../keys/development-services.js';
import { curveOf, type DigestSigner, type SignatureAlgorithm } from '../keys/digest-signer.js';
import { signDigestInSoftware } from '../keys/software-signature.js';
import type { TimestampAuthority } from '../timestamp/authority.js';
import { readPemBlocks } from '../x509/read-pem.js';
import type { RevocationSource } from '../x509/revocation-source.js';

/** Everything a test needs to reach every level offline: an authority, its lists and its timestamps. */
export interface TestTrust {
  readonly authority: DevelopmentAuthority;
  readonly trustedRootPem: string;
  /** `openssl ts` under the same root; its time is this machine's. */
  readonly timestampAuthority: TimestampAuthority;
  /** Fresh lists, dated now. */
  readonly revocationSource: RevocationSource;
  /** A signer of the authority, with a fresh key in memory; ECDSA P-256 when no algorithm is named. */
  createSigner(options?: TestSignerOptions): Promise<DigestSigner>;
}

export interface TestSignerOptions {
  readonly algorithm?: SignatureAlgorithm;
  readonly rsaModulusBits?: number;
  readonly commonName?: string;
}

const ORGANISATION = 'Sealwright tests';
const HOUR_MS = 3_600_000;
const VALID_MS = 1000 * 24 * HOUR_MS;

/** Makes one; its folder is removed when the process ends. The authority is an hour old and lasts ten years. */
export async function createTestTrust(): Promise<TestTrust> {
  const notBefore = new Date(Date.now() - HOUR_MS);
  const authority = await createDevelopmentAuthority(
    { organisation: ORGANISATION, rootCommonName: 'Test Root', issuingCommonName: 'Test Issuing' },
    notBefore,
  );
  const timestampKey = await issueTimestampKey(authority, {
    organisation: ORGANISATION,
    commonName: 'Test Timestamp Authority',
    notBefore,
    notAfter: new Date(notBefore.getTime() + VALID_MS),
  });
  const directory = mkdtempSync(join(tmpdir(), 'sealwright-tsa-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  const timestampAuthority = await opensslTimestampAuthority({
    directory,
    ...timestampKey,
    chainPem: authority.issuingCertificatePem,
  });
  return {
    authority,
    trustedRootPem: authority.rootCertificatePem,
    timestampAuthority,
    revocationSource: developmentRevocationSource(authority, () => new Date()),
    createSigner: (options = {}) => createSigner(authority, notBefore, options),
  };
}

async function createSigner(
  authority: DevelopmentAuthority,
  notBefore: Date,
  options: TestSignerOptions,
): Promise<DigestSigner> {
  const algorithm = options.algorithm ?? 'ecdsa-p256-sha256';
  const curve = curveOf(algorithm);
  const { privateKey, publicKey } = curve
    ? generateKeyPairSync('ec', { namedCurve: curve })
    : generateKeyPairSync('rsa', { modulusLength: options.rsaModulusBits ?? 3072 });
  const certificatePem = await issueSealCertificate(authority, {
    spkiDer: publicKey.export({ type: 'spki', format: 'der' }),
    organisation: ORGANISATION,
    sealCommonName: options.commonName ?? 'Test Seal',
    notBefore,
    notAfter: new Date(notBefore.getTime() + VALID_MS),
  });
  return {
    algorithm,
    certificateChainDer: readPemBlocks(certificatePem + authority.issuingCertificatePem, 'CERTIFICATE'),
    signDigest: async (digest) => signDigestInSoftware(privateKey, algorithm, digest),
  };
}
