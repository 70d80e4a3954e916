/** The same context must be given to unwrap: a key copied to another organisation's row opens nothing. */
export interface WrapContext {
  readonly organisationId: string;
  readonly sha256Hex: string;
}

/** Guards data keys with a key-encryption key: a master key file now, a key in an HSM by another adapter. */
export abstract class KeyWrapper {
  /** Names the key-encryption key, so that a rotation can tell what it has to wrap again. */
  abstract readonly keyId: string;
  abstract wrap(dataKey: Uint8Array, context: WrapContext): Promise<Uint8Array>;
  /** @throws AppError `blob-damaged` when key, context or bytes do not fit; `master-key-wrong` for an unknown key id. */
  abstract unwrap(wrappedKey: Uint8Array, keyId: string, context: WrapContext): Promise<Uint8Array>;
}
