export type { EvidenceInput, NamedFile } from './evidence-input.js';
export {
  type CheckGroup,
  type CheckState,
  checkGroups,
  type EvidenceCheck,
  type EvidenceReport,
  type EvidenceStory,
  questions,
  type ToldDocument,
  type ToldEvent,
  type ToldRecipient,
  type ToldSeal,
} from './evidence-report.js';
export { evidenceOf, type TypedTrust } from './files/evidence-of.js';
export { readCheckpointFile } from './files/read-checkpoint-file.js';
export { type FileRole, linesOf, MAX_FILE_BYTES, type SortedFile, sortFiles } from './files/sort-files.js';
export { verifyEvidence } from './verify-evidence.js';
