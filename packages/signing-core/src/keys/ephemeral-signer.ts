import {
  constants,
  createECDH,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
} from 'node:crypto';
import { issueDevelopmentChain } from './development-ca.js';
import type { DigestSigner, SignatureAlgorithm } from './digest-signer.js';

/** A signer whose key lives in this process, under a root of its own that nobody trusts. */
export interface EphemeralSigner extends DigestSigner {
  readonly trustedRootPem: string;
}

export interface EphemeralSignerOptions {
  readonly algorithm?: SignatureAlgorithm;
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
  const { privateKey, publicKey } =
    algorithm === 'ecdsa-p256-sha256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('rsa', { modulusLength: 3072 });
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
    signDigest: async (digest) =>
      algorithm === 'ecdsa-p256-sha256' ? signEcdsa(privateKey, digest) : signRsa(privateKey, digest),
  };
}

function pemToDer(pem: string): Uint8Array {
  return Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
}

/** DigestInfo for SHA-256 (RFC 8017 § 9.2, note 1). */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

function signRsa(key: KeyObject, digest: Uint8Array): Buffer {
  const block = Buffer.concat([SHA256_DIGEST_INFO, digest]);
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, block);
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA over a ready digest (FIPS 186-5 § 6.4.1), which node:crypto has no call for. Not constant-time. */
function signEcdsa(key: KeyObject, digest: Uint8Array): Buffer {
  const d = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  for (let attempt = 0; ; attempt++) {
    // The nonce comes from key and digest, so it never repeats for another message and never depends on luck.
    const nonce = createHmac('sha256', d).update(digest).update(Buffer.of(attempt)).digest();
    const k = toBigInt(nonce);
    if (k === 0n || k >= P256_ORDER) continue;
    const point = createECDH('prime256v1');
    point.setPrivateKey(nonce);
    const r = toBigInt(point.getPublicKey().subarray(1, 33)) % P256_ORDER;
    const s = (invert(k) * (toBigInt(digest) + r * toBigInt(d))) % P256_ORDER;
    if (r !== 0n && s !== 0n) return encodeSignature(r, s);
  }
}

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Fermat: the order is prime. */
function invert(value: bigint): bigint {
  let result = 1n;
  let base = value % P256_ORDER;
  for (let exponent = P256_ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P256_ORDER;
    base = (base * base) % P256_ORDER;
  }
  return result;
}

function encodeSignature(r: bigint, s: bigint): Buffer {
  const integers = [r, s].map((value) => {
    const hex = value.toString(16);
    const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
    const content = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return Buffer.concat([Buffer.of(2, content.length), content]);
  });
  const body = Buffer.concat(integers);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
