import type { DigestSigner, SignatureAlgorithm } from '../digest-signer.js';
import type { TokenDescription } from './find-slot.js';
import { type OpenTokenOptions, openToken } from './open-token.js';
import { isExportable } from './probe.js';
import { TokenError } from './token-error.js';

export interface SealSignerOptions extends OpenTokenOptions {
  /** Certificates that are not in the token, in any order; the key's own may be among them. */
  readonly certificatesDer?: readonly Uint8Array[];
  /** Seal although the key can leave its token. Nobody can then be sure who sealed. */
  readonly allowExportableKey?: boolean;
}

export interface OpenSealSigner {
  readonly signer: DigestSigner;
  readonly token: TokenDescription;
  readonly algorithm: SignatureAlgorithm;
  /** After `token-lost`, once the token is back: the signer then works again. */
  recover(): Promise<void>;
  /** Logs out. */
  close(): Promise<void>;
}

/**
 * Everything between a PKCS#11 URI and a `DigestSigner`: opens the token, finds the one key the URI names and the
 * certificates beside it (same CKA_ID, else same public key, issuers upwards), and refuses a key that may be exported.
 *
 * @throws TokenError as `openToken`, and `token-key-missing`, `token-key-ambiguous`, `token-key-unsupported`,
 * `token-key-exportable`, `token-certificate-missing`.
 */
export async function openSealSigner(options: SealSignerOptions): Promise<OpenSealSigner> {
  const token = await openToken(options);
  try {
    const attributes = await token.keyAttributes();
    if (!options.allowExportableKey && isExportable(attributes, [])) {
      throw new TokenError(
        'token-key-exportable',
        'The key can leave its token, so nothing is sealed with it; generate one in the token that cannot.',
      );
    }
    const chain = await token.certificateChain(undefined, options.certificatesDer);
    if (chain.length === 0) {
      throw new TokenError(
        'token-certificate-missing',
        'Neither the token nor the files given hold a certificate for this key; bring it in with: sealwright token import-certificate.',
      );
    }
    const signer = token.signer(undefined, chain);
    return {
      signer,
      token: token.description,
      algorithm: signer.algorithm,
      recover: () => token.recover(),
      close: () => token.close(),
    };
  } catch (error) {
    await token.close();
    throw error;
  }
}
