import type { LogEvidence, LogRecord } from '../log-evidence.js';
import type { LogReport } from '../log-report.js';
import { verifyLog } from '../verify-log.js';
import { evidenceOf, type SampleLog, sampleLog } from './sample-log.js';

/** A log of 70 envelopes with 5 events each, taken in by turns in five batches of 70. */
export const STREAMS = 70;
export const EVENTS = 5;
export const SIZE = STREAMS * EVENTS;

export interface JudgedLog {
  readonly log: SampleLog;
  /** The checkpoint of 210 entries, kept elsewhere. */
  readonly yesterday: string;
  /** Judges these rows; beside the tiles of another log when one is given. */
  judge(records: readonly LogRecord[], more?: Partial<LogEvidence>, of?: SampleLog): Promise<LogReport>;
  edit(index: number, change: (record: LogRecord) => Partial<LogRecord>): LogRecord[];
}

export async function judgedLog(): Promise<JudgedLog> {
  const log = await sampleLog(STREAMS, EVENTS, 5);
  const yesterday = log.checkpoints[2] ?? '';
  return {
    log,
    yesterday,
    judge: (records, more = {}, of = log) =>
      verifyLog(evidenceOf(of, { keptCheckpoints: [yesterday], ...more }), [records]),
    edit: (index, change) =>
      log.records.map((record) => (record.index === index ? { ...record, ...change(record) } : record)),
  };
}

/** The row of event `seq` of envelope `number`. */
export const indexOf = (number: number, seq: number) => (seq - 1) * STREAMS + number;

export const reword = (from: string | RegExp, to: string) => (record: LogRecord) => ({
  bytes: new TextEncoder().encode(new TextDecoder().decode(record.bytes).replace(from, to)),
});

export const reDate = reword(/"at":"2026/, '"at":"2025');

export const first = ({ verdict, firstBad }: LogReport) => ({
  verdict,
  code: firstBad?.code,
  stream: firstBad?.stream,
  seq: firstBad?.seq,
});
