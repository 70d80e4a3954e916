import { GENESIS_HASH } from '../chain.js';
import { parseCheckpoint } from '../checkpoint/checkpoint-text.js';
import { parseSignedNote } from '../checkpoint/signed-note.js';
import { parseVerifierKey } from '../checkpoint/verifier-key.js';
import { toHex } from '../digest.js';
import { AuditError } from '../errors.js';
import { logLeafHash } from '../log/log-entry.js';
import { LogError } from '../log-error.js';
import { verifyInclusion } from '../merkle/verify-proof.js';
import { parseTlogProof } from '../proof/tlog-proof.js';
import type { ChainRecord } from '../verify-chain.js';
import type { CertificateLog } from './certificate-data.js';

/** What the log gave for the last event of the record. */
export type CertificateLogInput = {
  /** C2SP tlog-proof; the checkpoint it ends with is `checkpoint`. */
  tlogProof: string;
  /** The signed note. */
  checkpoint: string;
  /** C2SP verifier keys. */
  verifierKeys: readonly string[];
  /** RFC 3161 TimeStampToken over the note's text, and what it says. */
  timestamp: { tokenDer: Uint8Array; atIso: string | null; authority: string | null } | null;
};

/**
 * Reads where the record's last event stands, and holds the proof against it. Signatures are for whoever checks the
 * certificate: here only what would make it contradict itself is refused.
 * @throws AuditError `certificate-input-mismatch` when the proof is not one of this record
 */
export function tellLog(
  input: CertificateLogInput,
  stream: string,
  records: readonly ChainRecord[],
): CertificateLog {
  try {
    for (const key of input.verifierKeys) parseVerifierKey(key);
    const { origin, head } = parseCheckpoint(parseSignedNote(input.checkpoint).text);
    const { index, proof, checkpoint } = parseTlogProof(input.tlogProof);
    const previous = records.at(-2)?.chainHash ?? GENESIS_HASH;
    const leafHash = logLeafHash(stream, previous, records.at(-1)?.chainHash ?? GENESIS_HASH);
    const included = verifyInclusion({ leafHash, index, size: head.size, proof, root: head.root });
    if (!included || checkpoint !== input.checkpoint) throw mismatch();
    const { timestamp } = input;
    return {
      origin,
      logIndex: index,
      treeSize: head.size,
      rootHashHex: toHex(head.root),
      verifierKeys: input.verifierKeys,
      timestamp: timestamp && { atIso: timestamp.atIso, authority: timestamp.authority },
    };
  } catch (error) {
    throw error instanceof LogError ? mismatch(error) : error;
  }
}

function mismatch(cause?: unknown): AuditError {
  return new AuditError(
    'certificate-input-mismatch',
    'The proof from the transparency log is not one of the last event of this record.',
    { cause },
  );
}
