import type { KeyObject } from 'node:crypto';
import { curveOf, DIGEST_NAMES, type DigestName, type SignatureAlgorithm } from '../digest-signer.js';
import { TokenError } from './token-error.js';

/** Keys this package makes. Existing RSA keys of other sizes are used from 2048 bits up. */
export type SealKeyKind = 'ecdsa-p256' | 'ecdsa-p384' | 'rsa-3072' | 'rsa-4096';

export const SEAL_KEY_KINDS: readonly SealKeyKind[] = ['ecdsa-p256', 'ecdsa-p384', 'rsa-3072', 'rsa-4096'];

/** Many a token in use holds nothing larger; new keys have 3072 bits or more. */
const smallestModulusBits = 2048;

/** The kind of key an algorithm is made with; an RSA algorithm stands for 3072 bits. */
export function keyKindOf(wish: SealKeyKind | SignatureAlgorithm): SealKeyKind {
  const known = SEAL_KEY_KINDS.find((kind) => kind === wish);
  if (known) return known;
  const curve = curveOf(wish as SignatureAlgorithm);
  return curve === 'P-256' ? 'ecdsa-p256' : curve === 'P-384' ? 'ecdsa-p384' : 'rsa-3072';
}

/** `ecdsa-p384`, `rsa-2048`, …; the key's own name for itself when no seal can be made with it. */
export function describeKind(publicKey: KeyObject): string {
  const { namedCurve, modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return `rsa-${modulusLength}`;
  if (namedCurve === 'prime256v1') return 'ecdsa-p256';
  if (namedCurve === 'secp384r1') return 'ecdsa-p384';
  return namedCurve ?? publicKey.asymmetricKeyType ?? 'unknown';
}

/**
 * Every algorithm a seal with this key can use, the one to prefer first: the digest as strong as the curve, and for
 * RSA the padding that every viewer reads.
 *
 * @throws TokenError `token-key-unsupported` for anything but P-256, P-384 and RSA from 2048 bits.
 */
export function algorithmsOf(publicKey: KeyObject): SignatureAlgorithm[] {
  const { namedCurve, modulusLength = 0, hashAlgorithm } = publicKey.asymmetricKeyDetails ?? {};
  if (namedCurve === 'prime256v1') return DIGEST_NAMES.map((digest) => `ecdsa-p256-${digest}` as const);
  if (namedCurve === 'secp384r1') {
    return (['sha384', 'sha512', 'sha256'] as const).map((digest) => `ecdsa-p384-${digest}` as const);
  }
  if (modulusLength < smallestModulusBits) throw unsupported(publicKey);
  const pss = DIGEST_NAMES.map((digest) => `rsa-pss-${digest}` as const);
  if (publicKey.asymmetricKeyType === 'rsa-pss') return pss.filter((each) => fits(each, hashAlgorithm));
  return [...DIGEST_NAMES.map((digest) => `rsa-pkcs1-${digest}` as const), ...pss];
}

/** A key that its certificate restricts to PSS may name the one hash it is for (RFC 4055 § 3.3). */
function fits(algorithm: `rsa-pss-${DigestName}`, hash: string | undefined): boolean {
  return hash === undefined || algorithm.endsWith(hash);
}

function unsupported(publicKey: KeyObject): TokenError {
  return new TokenError(
    'token-key-unsupported',
    `Seals are made with ECDSA P-256 or P-384 or RSA from 2048 bits; this key is of the kind ${describeKind(publicKey)}.`,
  );
}
