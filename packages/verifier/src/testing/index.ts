/** For tests of whoever uses the verifier: certificates with a real chain, log, seal and timestamps, keys in memory. */
export { type HostileCase, makeHostileCases } from './hostile-evidence.js';
export {
  createSampleWorld,
  type SampleEvidence,
  type SampleLevel,
  type SampleOptions,
  type SampleWorld,
} from './sample-evidence.js';
export { createSampleLog, type SampleLog } from './sample-log.js';
