/**
 * The steps after which everything must survive `kill -9`: K0–K11 of the last signature, of sealing and of delivery (docs:
 * the machine); X1–X6 of an extension: leased, grown, checked, stored, before the commit, after it; L1–L4 of the log: tiles
 * written, head stored, checkpoint signed, signature kept; N1–N3 of a log that follows another one: named, one organisation
 * told, all told; F1–F3 of forgetting: one envelope erased, its file gone, list kept.
 */
export type CrashPoint =
  | ('K0' | 'K1' | 'K2' | 'K3' | 'K4' | 'K5' | 'K6' | 'K7' | 'K8' | 'K9' | 'K10' | 'K11')
  | ('X1' | 'X2' | 'X3' | 'X4' | 'X5' | 'X6')
  | ('L1' | 'L2' | 'L3' | 'L4')
  | ('N1' | 'N2' | 'N3')
  | ('F1' | 'F2' | 'F3');

/** In production does nothing; in a test build one chosen point kills the process without a chance to clean up. */
export abstract class CrashPoints {
  abstract reach(point: CrashPoint): void;
}
