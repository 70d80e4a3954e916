import type { LogFault, LogReport } from '@sealwright/audit/log';
import { printable } from '../terminal/printable.js';

const MAX_FAULTS = 50;

/** The report as lines for a person; the worst first, the limits last. */
export function describeLogReport(report: LogReport, warnings: readonly string[]): string[] {
  const { verdict, loggedCount, treeSize, pendingCount, streamCount, faults } = report;
  const headline =
    verdict === 'intact'
      ? 'INTACT: chains, tree, tiles and checkpoint agree.'
      : `BROKEN: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}. The first: ${nameFault(faults[0])}`;
  return [
    headline,
    '',
    `  entries in the log   ${treeSize} (${loggedCount} checked now)`,
    `  not in the log yet   ${pendingCount}`,
    `  chains               ${streamCount}`,
    `  root                 ${report.rootHex ?? 'cannot be computed'}`,
    ...report.checkpoints.map(
      ({ source, size, outcome }) =>
        `  checkpoint           ${size} entries, ${source === 'kept' ? 'kept elsewhere' : 'as the log shows it'}: ${outcomeWords[outcome]}`,
    ),
    ...section('Faults', describeFaults(faults)),
    ...section(
      'Warnings',
      warnings.map((warning) => `  ${warning}`),
    ),
    ...section(
      'What this cannot show',
      report.limits.map((limit) => `  ${limit}`),
    ),
  ];
}

const outcomeWords = {
  agrees: 'agrees',
  contradicted: 'CONTRADICTED',
  'not-computable': 'could not be computed',
} as const;

function describeFaults(faults: readonly LogFault[]): string[] {
  const lines = faults.slice(0, MAX_FAULTS).map((fault) => `  ${nameFault(fault)}`);
  const rest = faults.length - MAX_FAULTS;
  return rest > 0 ? [...lines, `  … and ${rest} more (all of them with --json)`] : lines;
}

/** `envelope:… event 3 (entry 17) changed-bytes: sentence`. Streams come from rows nobody vouches for. */
function nameFault(fault: LogFault | undefined): string {
  if (fault === undefined) return 'none.';
  const { code, stream, seq, index, sentence } = fault;
  const place = [
    stream === null ? 'the log' : printable(stream),
    seq === null ? '' : `event ${seq}`,
    index === null ? '' : `(entry ${index})`,
  ];
  return `${place.filter((part) => part !== '').join(' ')}: ${printable(sentence)} [${code}]`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}
