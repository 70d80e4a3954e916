/** A forged increment behind a signed file. */
export interface Attack {
  readonly name: string;
  /** `signed` is the victim with a signature over the whole file; answers the attacked file. */
  readonly forge: (signed: Uint8Array) => Uint8Array;
}
