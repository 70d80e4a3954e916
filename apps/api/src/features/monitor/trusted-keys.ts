import {
  formatVerifierKey,
  parseVerifierKey,
  type VerifierKey,
  verifyCheckpoint,
} from '@sealwright/audit/log';

/**
 * The log's keys as the monitor believes them: those it met first, each later one that signed a checkpoint together with
 * one it believed already, and the same public key under another name of the log. A key that is only a row in the
 * database is nobody's.
 *
 * @param pinned verifier keys believed so far; empty on the first look
 * @param listed the keys the database names
 * @param notes signed checkpoints as they are shown now
 */
export async function trustKeys(
  pinned: readonly string[],
  listed: readonly string[],
  notes: readonly string[],
): Promise<readonly VerifierKey[]> {
  const believed = (pinned.length === 0 ? listed : pinned).map(parseVerifierKey);
  if (believed.length === 0) return [];
  const known = new Set(believed.map(formatVerifierKey));
  for (const candidate of listed.filter((key) => !known.has(key)).map(parseVerifierKey)) {
    const isKnown = believed.some(({ publicKey }) => Buffer.compare(publicKey, candidate.publicKey) === 0);
    if (isKnown || (await signedTogether(notes, believed, candidate))) believed.push(candidate);
  }
  return believed;
}

async function signedTogether(
  notes: readonly string[],
  believed: readonly VerifierKey[],
  candidate: VerifierKey,
): Promise<boolean> {
  const origin = candidate.name;
  for (const note of notes) {
    const byOld = await verifyCheckpoint(note, { origin, logKeys: believed });
    const byNew = await verifyCheckpoint(note, { origin, logKeys: [candidate] });
    if (byOld.verdict === 'trusted' && byNew.verdict === 'trusted') return true;
  }
  return false;
}
