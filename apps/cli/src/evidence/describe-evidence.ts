import {
  type CheckState,
  checkGroups,
  type EvidenceReport,
  type EvidenceStory,
  questions,
} from '@sealwright/verifier';
import { printable } from '../terminal/printable.js';

const verdictWords: Record<EvidenceReport['verdict'], string> = {
  valid: 'VALID',
  invalid: 'INVALID',
  indeterminate: 'INDETERMINATE',
};

const marks: Record<CheckState, string> = { pass: '✓', warn: '!', fail: '✗', unknown: '?' };

/** The report as a person reads it: verdict, the five answers with their checks, then what the record says. */
export function describeEvidence(fileName: string, report: EvidenceReport): string[] {
  return [
    `${fileName}: ${verdictWords[report.verdict]}: ${report.summary}`,
    ...checkGroups.flatMap((group) => describeGroup(report, group)),
    ...(report.story ? describeStory(report.story) : []),
  ].map(printable);
}

function describeGroup({ checks }: EvidenceReport, group: (typeof checkGroups)[number]): string[] {
  const own = checks.filter((check) => check.group === group);
  const lines = own.map(({ state, title, detail }) => `  ${marks[state]} ${title}: ${detail}`);
  return [
    '',
    questions[group],
    ...(lines.length > 0 ? lines : ['  ? Not reached: what comes before it failed.']),
  ];
}

function describeStory(story: EvidenceStory): string[] {
  return [
    '',
    `What the record says: ${story.title ?? `envelope ${story.envelopeId}`}, ${story.ending} ${story.endedAtIso ?? ''}`.trimEnd(),
    ...story.recipients.map(({ name, email, outcome, actedAtIso }) =>
      `  ${name ?? 'erased'} ${email ?? ''}: ${outcome} ${actedAtIso ?? ''}`.replaceAll('  ', ' ').trimEnd(),
    ),
    ...story.events.map(({ seq, atIso, sentence }) => `  ${String(seq).padStart(4)}  ${atIso}  ${sentence}`),
  ];
}
