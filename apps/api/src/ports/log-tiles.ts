/** The public part of one log as files (C2SP tlog-tiles): whoever can read them needs neither us nor the database. */
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

/** The checkpoint the world was shown last, and which log it is of. */
export interface ShownCheckpoint {
  readonly generation: number;
  readonly note: string;
}

/** One folder for each log there ever was; what was shown stays where it was shown. @throws AppError `storage-unavailable` */
export abstract class LogFolders {
  /** @param generation 1 for the first log, 2 for the one begun after it, … */
  abstract ofLog(generation: number): LogTiles;
  /** Of the newest log that was ever shown, whatever the database knows of it. */
  abstract lastShown(): Promise<ShownCheckpoint | null>;
  /** The highest number any folder has, shown or not: a number is never used twice. 1 when there is none. */
  abstract highest(): Promise<number>;
}
