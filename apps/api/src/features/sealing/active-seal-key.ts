import type { DigestSigner, SignatureAlgorithm } from '@sealwright/signing-core';
import type { SealKey } from '../../ports/seal-key-repository.js';
import type { SealToken, SigningPurpose } from '../../ports/seal-token.js';

/** The key that was probed at start, its certificates, and the way to its token. */
export interface ActiveSealKey {
  readonly key: SealKey;
  readonly algorithm: SignatureAlgorithm;
  /** Leaf first. */
  readonly chainDer: readonly Uint8Array[];
}

export function signerFor(active: ActiveSealKey, token: SealToken, purpose: SigningPurpose): DigestSigner {
  return {
    algorithm: active.algorithm,
    certificateChainDer: active.chainDer,
    signDigest: (digest) => token.signDigest(digest, purpose),
  };
}
