import type { KeyProbe, LogKeyKind, OpenTokenOptions } from '@sealwright/signing-core/pkcs11';
import type { SealTokenErrorCode, SigningPurpose } from '../../ports/seal-token.js';

/** Which log key, and the PIN of its token; null: as the URI says. */
export interface LogKeyChoice {
  readonly uri: string;
  readonly pin: string | null;
}

/** What the sealer may ask the token process. Digests and checkpoints only: no document ever reaches it. */
export type TokenRequest =
  | { readonly op: 'open'; readonly options: OpenTokenOptions; readonly journalFile: string }
  | { readonly op: 'probe' }
  | { readonly op: 'self-test' }
  | {
      readonly op: 'sign';
      readonly digest: Uint8Array;
      readonly certificateDer: Uint8Array;
      readonly purpose: SigningPurpose;
    }
  | { readonly op: 'try-log-key'; readonly key: LogKeyChoice }
  | {
      readonly op: 'sign-note';
      readonly key: LogKeyChoice;
      /** The text of a checkpoint of `size` entries; anything else is refused. */
      readonly text: string;
      readonly size: number;
    }
  | { readonly op: 'recover' };

/** Answer to `try-log-key`. */
export interface LogKeyReport {
  readonly label: string;
  readonly kind: LogKeyKind;
  readonly spkiDer: Uint8Array;
  readonly probe: KeyProbe;
}

export type NumberedRequest = TokenRequest & { readonly id: number };

export type TokenAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: SealTokenErrorCode; readonly message: string };
