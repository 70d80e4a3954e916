import type { OpenTokenOptions } from '@sealwright/signing-core/pkcs11';
import type { SealTokenErrorCode, SigningPurpose } from '../../ports/seal-token.js';

/** What the sealer may ask the token process. Digests only: no document ever reaches it. */
export type TokenRequest =
  | { readonly op: 'open'; readonly options: OpenTokenOptions }
  | { readonly op: 'probe' }
  | { readonly op: 'self-test' }
  | {
      readonly op: 'sign';
      readonly digest: Uint8Array;
      readonly certificateDer: Uint8Array;
      readonly purpose: SigningPurpose;
    }
  | { readonly op: 'recover' };

export type NumberedRequest = TokenRequest & { readonly id: number };

export type TokenAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: SealTokenErrorCode; readonly message: string };
