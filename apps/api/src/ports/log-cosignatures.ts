export interface OfferedCosignature {
  /** Of the checkpoint. */
  readonly size: number;
  readonly witness: string;
  readonly lines: string;
}

/** What witnesses answered, on its way from the worker to the sealer, which verifies it and puts it under the note. */
export abstract class LogCosignatures {
  /** @param lines signature lines as the witness sent them; a second answer for the same checkpoint changes nothing */
  abstract offer(size: number, witness: string, lines: string): Promise<void>;
  /** What nobody took yet, at most a hundred of them, oldest checkpoint first. */
  abstract pending(): Promise<readonly OfferedCosignature[]>;
  /** It was dealt with. */
  abstract remove(offered: OfferedCosignature): Promise<void>;
}
