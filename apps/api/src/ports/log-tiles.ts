/** The public part of the log as files (C2SP tlog-tiles): whoever can read them needs neither us nor the database. */
export abstract class LogTiles {
  /**
   * Is a `TileReader` of `@sealwright/audit/log`; bound, so that it may be handed over as it is.
   * @param path `tile/…` as `formatTilePath` writes it
   * @returns null when there is none
   * @throws AppError `storage-unavailable`
   */
  abstract readonly read: (path: string) => Promise<Uint8Array | null>;

  /**
   * On the disk when it answers, whole or not at all.
   * @throws AppError `storage-full`, `storage-unavailable`
   */
  abstract write(path: string, bytes: Uint8Array): Promise<void>;

  /** The signed checkpoint shown to the world; null before the first. @throws AppError `storage-unavailable` */
  abstract published(): Promise<string | null>;

  /** @throws AppError `storage-full`, `storage-unavailable` */
  abstract publish(signedCheckpoint: string): Promise<void>;
}
