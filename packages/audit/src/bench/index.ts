export type { BenchShape } from './bench-records.js';
export {
  type BenchClock,
  computeGrowth,
  type LogGrowth,
  type LogMeasurement,
  measureLog,
} from './measure-log.js';
