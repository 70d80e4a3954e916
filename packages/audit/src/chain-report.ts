/** Why a chain does not hold. Closed. */
export type ChainFaultCode =
  | 'changed-bytes'
  | 'broken-link'
  | 'not-an-event'
  | 'wrong-stream'
  | 'gap'
  | 'reordered'
  | 'repeated'
  | 'commitment-mismatch'
  | 'truncated'
  | 'head-mismatch';

/** `seq`: the first sequence number that is wrong or missing; null when the evidence cannot tell which it is. */
export type ChainFault = { seq: number | null; code: ChainFaultCode; sentence: string };

export type ChainWarning = {
  seq: number;
  code: 'type-unknown' | 'data-unknown' | 'time-went-back';
  sentence: string;
};

export type ChainReport = {
  verdict: 'intact' | 'broken';
  stream: string;
  eventCount: number;
  /** Head as recomputed up to the last event that holds; genesis (0, zeros) for none. */
  head: { seq: number; chainHashHex: string };
  firstBad: ChainFault | null;
  warnings: ChainWarning[];
  /** Commitments whose value was at hand and matched, and those without a value (erased, or not handed over). */
  personal: { matched: number; absent: number };
};

export function chainFault(code: ChainFaultCode, seq: number | null, sentence: string): ChainFault {
  return { seq, code, sentence };
}
