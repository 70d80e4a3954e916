import { printable } from '../terminal/printable.js';
import { describeFacts } from './describe-facts.js';
import { describeFields } from './describe-fields.js';
import type { IntakeRecord } from './intake-record.js';

const VERDICT_WORDS: Readonly<Record<IntakeRecord['verdict'], string>> = {
  accept: 'ACCEPT',
  'accept-after-warning': 'ACCEPT AFTER WARNING',
  reject: 'REJECT',
};
const SIZES_SHOWN = 3;

/** One report for a person: the verdict, what to know, the hashes. */
export function describeRecord(record: IntakeRecord): string[] {
  const mark = record.verdict === 'reject' ? '✗' : '!';
  return [
    `${record.file}: ${VERDICT_WORDS[record.verdict]}${pageWords(record)}`,
    ...record.reasons.map(({ code, sentence }) => `  ${mark} ${sentence} [${code}]`),
    ...record.notes.map(({ code, sentence }) => `  · ${sentence} [${code}]`),
    ...describeFacts(record.facts),
    ...describeFields(record.fields),
    ...hashLines(record),
  ].map(printable);
}

/** `2 files: 1 accept, 0 accept after warning, 1 reject`. */
export function describeTotal(verdicts: readonly IntakeRecord['verdict'][]): string {
  const counts = (['accept', 'accept-after-warning', 'reject'] as const).map((verdict) => {
    const count = verdicts.filter((one) => one === verdict).length;
    return `${count} ${VERDICT_WORDS[verdict].toLowerCase()}`;
  });
  return `${verdicts.length} files: ${counts.join(', ')}`;
}

function pageWords({ pages, pageSizes }: IntakeRecord): string {
  if (pages === null) return '';
  const shown = pageSizes.slice(0, SIZES_SHOWN).map(({ widthPt, heightPt }) => `${widthPt} × ${heightPt}`);
  const more = pageSizes.length > SIZES_SHOWN ? ' and others' : '';
  return `, ${pages} ${pages === 1 ? 'page' : 'pages'} (${shown.join(', ')}${more} pt)`;
}

function hashLines({ sha256, frozenSha256 }: IntakeRecord): string[] {
  if (sha256 === null) return [];
  if (frozenSha256 === null || frozenSha256 === sha256) return [`  sha256  ${sha256}`];
  return [`  sha256  ${sha256} as it is`, `          ${frozenSha256} as it would be frozen`];
}
