/** The steps of the last signature, of sealing and of delivery after which everything must survive `kill -9` (docs: the machine K0–K11). */
export type CrashPoint = 'K0' | 'K1' | 'K2' | 'K3' | 'K4' | 'K5' | 'K6' | 'K7' | 'K8' | 'K9' | 'K10' | 'K11';

/** In production does nothing; in a test build one chosen point kills the process without a chance to clean up. */
export abstract class CrashPoints {
  abstract reach(point: CrashPoint): void;
}
