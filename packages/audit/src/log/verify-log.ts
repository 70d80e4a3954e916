import type { LogEvidence, LogRecord } from './log-evidence.js';
import type { LogReport } from './log-report.js';
import { LogVerification } from './log-verification.js';

/**
 * {@link LogVerification} in one call, for a source that can be read from start to end.
 * @param batches records in the order of the log, then those not in the tree yet
 * @param onProgress after each batch: entries done, entries there are
 */
export async function verifyLog(
  evidence: LogEvidence,
  batches: AsyncIterable<readonly LogRecord[]> | Iterable<readonly LogRecord[]>,
  onProgress?: (done: number, treeSize: number) => void,
): Promise<LogReport> {
  const run = await LogVerification.start(evidence);
  for await (const batch of batches) {
    await run.add(batch);
    onProgress?.(run.position, run.treeSize);
  }
  return run.finish();
}
