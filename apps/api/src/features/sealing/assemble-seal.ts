import {
  type CollectValidationData,
  embed,
  extendPdf,
  type SignedPdf,
  SigningError,
  type TimestampedPdf,
  type Timestamper,
  type TimestampToken,
  timestampSignature,
} from '@sealwright/signing-core';
import type { NewCause } from '../../domain/seal.js';
import type { SealingPolicy } from '../../domain/sealing-policy.js';
import { outsideFaults, TimestampMissing } from './timestamp-causes.js';

/** What a seal may ask of the world outside. */
export interface Stamper {
  /** Why no timestamp can be had right now; null while some authority may be asked. */
  readonly trouble: NewCause | null;
  /** Longest token met so far, in bytes; null before the first. */
  readonly tokenByteLength: number | null;
  readonly stamp: Timestamper;
  readonly collect: CollectValidationData;
  /** Roots that timestamps lead to. */
  trustedRootsPem(): readonly string[];
}

export interface AssembledSeal {
  readonly bytes: Uint8Array;
  /** The newest timestamp in the file; null at B-B. */
  readonly timestamp: TimestampToken | null;
  /** Why it stayed below the level that is preferred; null when it did not. */
  readonly shortfall: SigningError | NewCause | null;
}

/** The CMS with its timestamp is longer than the room that was signed over: it must be signed anew, with this room. */
export class RoomTooSmall extends Error {
  override readonly name = 'RoomTooSmall';
  constructor(readonly neededByteLength: number) {
    super('The timestamp does not fit into the seal.');
  }
}

const spareBytes = 512;

/** Nothing that must carry a timestamp is begun while none can be had. @throws TimestampMissing */
export function assertObtainable({ timestamps }: SealingPolicy, { trouble }: Stamper): void {
  if (timestamps === 'required' && trouble !== null) throw new TimestampMissing(trouble);
}

/**
 * K6: what follows the signature. With `required` whatever cannot be had ends the attempt; with `preferred` the file
 * stays at the level it reached, and the rest is owed.
 *
 * @throws RoomTooSmall, SigningError
 */
export async function assembleSeal(
  signed: SignedPdf,
  { timestamps, level }: SealingPolicy,
  stamper: Stamper,
): Promise<AssembledSeal> {
  if (timestamps === 'none') return { bytes: embed(signed).bytes, timestamp: null, shortfall: null };
  const log = new TokenLog(stamper.stamp);
  const yields = timestamps === 'preferred';
  const first = await attempt(yields, stamper, () => timestampSignature(signed, log.stamp));
  if (!first.ok) return { bytes: embed(signed).bytes, timestamp: null, shortfall: first.why };
  const { bytes } = embedWithRoom(first.value);
  if (level === 'B-T' || level === 'B-B') return { bytes, timestamp: log.newest, shortfall: null };
  const { collect } = stamper;
  const raised = await attempt(yields, stamper, () =>
    extendPdf(bytes, { level, timestamper: log.stamp, collect }),
  );
  return raised.ok
    ? { bytes: raised.value.bytes, timestamp: log.newest, shortfall: null }
    : { bytes, timestamp: log.newest, shortfall: raised.why };
}

/** Remembers who answered. */
export class TokenLog {
  newest: TimestampToken | null = null;

  constructor(private readonly ask: Timestamper) {}

  readonly stamp: Timestamper = async (imprint) => {
    this.newest = await this.ask(imprint);
    return this.newest;
  };
}

type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: SigningError | NewCause };

/** `yields`: a fault of the world outside is an answer, not the end. Nobody is asked who is known to be away. */
async function attempt<T>(
  yields: boolean,
  { trouble }: Stamper,
  work: () => Promise<T>,
): Promise<Attempt<T>> {
  if (yields && trouble !== null) return { ok: false, why: trouble };
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!yields || !(error instanceof SigningError) || !outsideFaults.has(error.code)) throw error;
    return { ok: false, why: error };
  }
}

function embedWithRoom(stamped: TimestampedPdf): { bytes: Uint8Array } {
  try {
    return embed(stamped);
  } catch (error) {
    if (error instanceof SigningError && error.code === 'seal-container-too-small') {
      throw new RoomTooSmall(stamped.cms.length + spareBytes);
    }
    throw error;
  }
}
