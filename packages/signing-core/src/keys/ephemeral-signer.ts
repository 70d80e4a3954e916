import { generateKeyPairSync } from 'node:crypto';
import { issueDevelopmentChain } from './development-ca.js';
import { curveOf, type DigestSigner, type SignatureAlgorithm } from './digest-signer.js';
import { signDigestInSoftware } from './software-signature.js';

/** A signer whose key lives in this process, under a root of its own that nobody trusts. */
export interface EphemeralSigner extends DigestSigner {
  readonly trustedRootPem: string;
}

export interface EphemeralSignerOptions {
  readonly algorithm?: SignatureAlgorithm;
  /** Size of an RSA key; 3072 when left out. */
  readonly rsaModulusBits?: number;
  readonly commonName?: string;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** No clock here: rehearsals and tests sign at any date between. The authority above lasts ten years. */
const NOT_BEFORE = new Date('2025-01-01T00:00:00Z');
const NOT_AFTER = new Date('2034-12-01T00:00:00Z');

/** Makes a fresh key and chain (root → issuing → seal). For rehearsals and tests: never for a document that counts. */
export async function createEphemeralSigner(options: EphemeralSignerOptions = {}): Promise<EphemeralSigner> {
  const algorithm = options.algorithm ?? 'ecdsa-p256-sha256';
  const curve = curveOf(algorithm);
  const { privateKey, publicKey } = curve
    ? generateKeyPairSync('ec', { namedCurve: curve })
    : generateKeyPairSync('rsa', { modulusLength: options.rsaModulusBits ?? 3072 });
  const chain = await issueDevelopmentChain({
    spkiDer: publicKey.export({ type: 'spki', format: 'der' }),
    names: {
      organisation: 'Rehearsal',
      rootCommonName: 'Rehearsal Root',
      issuingCommonName: 'Rehearsal Issuing CA',
      sealCommonName: options.commonName ?? 'Rehearsal Seal',
    },
    notBefore: options.notBefore ?? NOT_BEFORE,
    notAfter: options.notAfter ?? NOT_AFTER,
  });
  return {
    algorithm,
    certificateChainDer: [chain.sealCertificatePem, chain.issuingCertificatePem].map(pemToDer),
    trustedRootPem: chain.rootCertificatePem,
    signDigest: async (digest) => signDigestInSoftware(privateKey, algorithm, digest),
  };
}

function pemToDer(pem: string): Uint8Array {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}
