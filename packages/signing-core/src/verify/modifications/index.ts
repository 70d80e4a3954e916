export { findDroppedSignatures } from './dropped-signatures.js';
export { judgeModifications, ModificationJudge } from './judge-modifications.js';
export type { FieldLock, ModificationChange, ModificationReport, Permission } from './modification-report.js';
export { findRangeCollisions } from './nested-ranges.js';
