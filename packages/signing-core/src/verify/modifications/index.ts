export { findDroppedSignatures } from './dropped-signatures.js';
export { judgeModifications, ModificationJudge } from './judge-modifications.js';
export type { ModificationReport } from './modification-report.js';
export { findRangeCollisions } from './nested-ranges.js';
