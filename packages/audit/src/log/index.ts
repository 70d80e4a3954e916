export { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../checkpoint/checkpoint-text.js';
export {
  type CheckpointDecision,
  decideCheckpoint,
  type HeadRefusal,
  type HeadSwap,
  nextCheckpointStep,
  type StoredCheckpoint,
  sameHead,
  swapHead,
} from '../checkpoint/decide-checkpoint.js';
export {
  cosignatureNoteSigner,
  ecdsaNoteSigner,
  ed25519NoteSigner,
  type NoteSigner,
  signNote,
} from '../checkpoint/sign-note.js';
export {
  formatSignedNote,
  type NoteSignature,
  parseSignedNote,
  type SignedNote,
} from '../checkpoint/signed-note.js';
export {
  formatVerifierKey,
  makeVerifierKey,
  type NoteKeyType,
  parseVerifierKey,
  type VerifierKey,
} from '../checkpoint/verifier-key.js';
export {
  type CheckpointFinding,
  type CheckpointPolicy,
  verifyCheckpoint,
} from '../checkpoint/verify-checkpoint.js';
export { type NoteFinding, type VerifiedSignature, verifyNote } from '../checkpoint/verify-note.js';
export { addCosignatures, formatWitnessRequest } from '../checkpoint/witness-exchange.js';
export { LogError, type LogErrorCode } from '../log-error.js';
export { CompactRange, compactRanges } from '../merkle/compact-range.js';
export { type MerkleProof, proveConsistency, proveInclusion } from '../merkle/prove.js';
export { EMPTY_ROOT, hashLeaf, hashNode } from '../merkle/tree-hashes.js';
export type { TreeHead } from '../merkle/tree-head.js';
export type { LeafRange, SubtreeHasher } from '../merkle/tree-ranges.js';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from '../merkle/verify-proof.js';
export {
  type ConsistencyFinding,
  type ConsistencyProof,
  formatConsistencyProof,
  parseConsistencyProof,
  verifyConsistencyProof,
} from '../proof/consistency-proof.js';
export { formatTlogProof, parseTlogProof, type TlogProof } from '../proof/tlog-proof.js';
export { type TlogProofFinding, verifyTlogProof } from '../proof/verify-tlog-proof.js';
export { type AppendedEntries, appendEntries, type TileWrite } from '../tiles/append-entries.js';
export { MAX_ENTRY_BYTES, readEntryBundle, writeEntryBundle } from '../tiles/entry-bundle.js';
export { formatTilePath, parseTilePath, TILE_WIDTH, type TileName, tileWidth } from '../tiles/tile-path.js';
export { readEntries, readHashTile, type TileReader } from '../tiles/tile-reader.js';
export { TileTree } from '../tiles/tile-tree.js';
export { earlierLogs, keysNamed, type StatedBeginning } from './earlier-logs.js';
export {
  headTag,
  LOG_ENTRY_BYTES,
  LOG_ENTRY_VERSION,
  linkTag,
  logEntry,
  logLeafHash,
  readLogEntry,
} from './log-entry.js';
export type { KnownHead, LogEvidence, LogRecord, StoredPersonal, StreamOwner } from './log-evidence.js';
export type { CheckpointOutcome, LogFault, LogFaultCode, LogReport } from './log-report.js';
export type { LogState } from './log-state.js';
export { LogVerification } from './log-verification.js';
export { verifyLog } from './verify-log.js';
