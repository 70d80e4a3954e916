import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { describeRecord, describeTotal } from '../intake/describe-record.js';
import { findDocuments } from '../intake/find-documents.js';
import { inspectDocuments } from '../intake/inspect-documents.js';
import type { IntakeRecord } from '../intake/intake-record.js';
import { withIntakeSandbox } from '../intake/with-intake-sandbox.js';
import { exitCodes } from '../terminal/cli-error.js';
import { writeLines } from '../terminal/output.js';

/** Each child may take a gigabyte. */
const MOST_CHILDREN = 4;

const helpText = `
Each file is read in a child process without environment, with limits: 1 GB of memory, 20 s of processor time, an answer
within 10 s. A file that meets one is refused. Nothing is written and nothing is sent anywhere.

Verdicts: accept (frozen as it is), accept-after-warning (the sender is told each change and each thing to know),
reject (with a code and what to do). PNG and JPEG pictures become a page; Word, OpenDocument, Excel, PowerPoint and RTF files are
converted first, which takes some seconds, when LibreOffice is installed, HEIC photos when heif-convert is. Of a folder, every file that is called or begins like a PDF is read.

--json writes one object per line:
  {"file","verdict","code","reasons":[{"code","sentence"}],"pages","pageSizes":[{"widthPt","heightPt","count"}],
   "byteSize","sha256","frozenSha256","notes":[{"code","sentence"}],"sourceFormat","facts","fields":[…]}

Fields are empty form fields and placeholder tags (docs/placeholder-tags.md), with type, name, page and box.

Exit codes: 0 none is refused, 1 at least one is, 64 wrong usage or a path that cannot be opened.

Examples:
  sealwright inspect contract.pdf
  sealwright inspect contracts/ --json`;

/** `sealwright inspect PATH…`: what an upload would answer. Needs no services. */
export function addInspect(program: Command): void {
  program
    .command('inspect <path...>')
    .summary('say whether files can be taken, and what would be changed')
    .description(
      'Say of each file whether it can be taken in, filled in and sealed, and what would be changed before.',
    )
    .option('--json', 'one JSON object per file and line')
    .addHelpText('after', helpText)
    .action(async (paths: string[], { json }: { json?: boolean }) => {
      const files = findDocuments(paths);
      const parallel = Math.min(availableParallelism(), MOST_CHILDREN);
      const verdicts = await withIntakeSandbox(parallel, async (sandbox) => {
        const seen: IntakeRecord['verdict'][] = [];
        for await (const record of inspectDocuments(files, sandbox, parallel)) {
          writeLines(json ? [JSON.stringify(record)] : describeRecord(record));
          seen.push(record.verdict);
        }
        return seen;
      });
      if (!json && verdicts.length > 1) writeLines(['', describeTotal(verdicts)]);
      process.exitCode = verdicts.includes('reject') ? exitCodes.failed : exitCodes.ok;
    });
}
