import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** A line for each test as it ends; what failed is told afterwards (scripts/checks/run-browser-tests.mjs). */
export default class ProgressReporter implements Reporter {
  onTestEnd(test: TestCase, { status, retry, duration, error }: TestResult): void {
    const again = retry > 0 ? `, try ${retry + 1}` : '';
    const [reason = ''] = stripVTControlCharacters(error?.message ?? '').split('\n');
    const isFine = status === test.expectedStatus;
    const said = isFine ? 'ok    ' : status === 'skipped' ? '-     ' : 'not ok';
    const [, project = '', ...path] = test.titlePath();
    const seconds = (duration / 1000).toFixed(1);
    console.log(
      `${said} |${project}| ${path.join(' > ')} (${seconds} s${again})${isFine ? '' : ` ${reason}`}`,
    );
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }
}
