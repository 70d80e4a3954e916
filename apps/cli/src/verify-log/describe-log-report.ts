import type { LogFault, LogReport } from '@sealwright/audit/log';
import { printable } from '../terminal/printable.js';
import type { StoredBeginning } from './log-database.js';

const MAX_FAULTS = 50;

/** The report as lines for a person; the worst first, the limits last. */
export function describeLogReport(
  report: LogReport,
  warnings: readonly string[],
  log: { readonly origin: string; readonly beginnings: readonly StoredBeginning[] },
): string[] {
  const { verdict, loggedCount, treeSize, pendingCount, streamCount, faults } = report;
  const headline =
    verdict === 'intact'
      ? 'INTACT: chains, tree, tiles and checkpoint agree.'
      : `BROKEN: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}. The first: ${nameFault(faults[0])}`;
  return [
    headline,
    '',
    `  log                  ${printable(log.origin)}`,
    ...log.beginnings.map(describeBeginning),
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

/** The story of a log that follows another one. */
function describeBeginning(beginning: StoredBeginning): string {
  const { origin, afterOrigin, afterHead, keptSize, begunAtIso, begunBy, reason } = beginning;
  const gone = Math.max(0, afterHead.size - keptSize);
  return `  begun after          ${printable(origin)} after ${printable(afterOrigin)} (shown with ${afterHead.size} entries, ${keptSize} kept, ${gone} gone) at ${begunAtIso} by ${printable(begunBy)}: ${printable(reason)}`;
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
