import { makeVerifierKey, type VerifierKey } from '../checkpoint/verifier-key.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { equalBytes } from '../runtime/bytes.js';
import type { EarlierLog } from './log-evidence.js';

/** How a log came to follow another one, as its operator states it. */
export type StatedBeginning = {
  readonly afterOrigin: string;
  readonly afterHead: TreeHead;
  readonly keptSize: number;
};

/**
 * The logs before this one, for {@link LogEvidence}.
 * @param beginnings oldest first
 * @param keys believed; a key of the token counts under each name the log had
 */
export function earlierLogs(
  beginnings: readonly StatedBeginning[],
  keys: readonly VerifierKey[],
): EarlierLog[] {
  return beginnings.map(({ afterOrigin, afterHead }, place) => ({
    origin: afterOrigin,
    logKeys: keysNamed(keys, afterOrigin),
    lastShown: afterHead,
    // A later restore may have gone back further than this one.
    keptSize: Math.min(...beginnings.slice(place).map(({ keptSize }) => keptSize)),
  }));
}

/** The same public keys as keys of the log with this name (C2SP signed-note: a verifier key carries the log's name). */
export function keysNamed(keys: readonly VerifierKey[], origin: string): VerifierKey[] {
  const named: VerifierKey[] = [];
  for (const { type, publicKey } of keys) {
    if (named.some((one) => equalBytes(one.publicKey, publicKey))) continue;
    named.push(makeVerifierKey(origin, type, publicKey));
  }
  return named;
}
