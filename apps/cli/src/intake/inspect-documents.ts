import { type IntakeRecord, inspectFile } from './intake-record.js';
import type { Intake } from './with-intake-sandbox.js';

/** Records in the order of the files, each as soon as it and all before it are known. */
export async function* inspectDocuments(
  files: readonly string[],
  intake: Intake,
  parallel: number,
): AsyncGenerator<IntakeRecord> {
  const underWay: Promise<IntakeRecord>[] = [];
  for (const file of files) {
    const record = inspectFile(file, intake);
    // Awaited in its turn; until then a failure must not end the process.
    record.catch(() => {});
    underWay.push(record);
    if (underWay.length > parallel) yield (await underWay.shift()) as IntakeRecord;
  }
  for (const record of underWay) yield await record;
}
