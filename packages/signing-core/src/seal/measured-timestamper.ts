import type { Timestamper } from '../timestamp/token.js';
import { USUAL_TIMESTAMP_BYTES } from './request-signature.js';

/** Two tokens of one authority differ by a few bytes: serial numbers and signatures vary. */
export const TIMESTAMP_SPARE_BYTES = 256;

export interface MeasuredTimestamper {
  readonly timestamper: Timestamper;
  /** Bytes to reserve for the next token: what the last one took and some to spare, or a usual size before the first. */
  readonly room: () => number;
}

/** The same timestamper, remembering how long its tokens are while one file is worked on. */
export function measured(timestamper: Timestamper): MeasuredTimestamper {
  let room = USUAL_TIMESTAMP_BYTES;
  return {
    timestamper: async (imprint) => {
      const token = await timestamper(imprint);
      room = token.der.length + TIMESTAMP_SPARE_BYTES;
      return token;
    },
    room: () => room,
  };
}
