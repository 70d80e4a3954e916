import type { CheckList } from '../check-list.js';
import type { EvidenceCheck, EvidenceReport, EvidenceStory } from '../evidence-report.js';

/** The verdict in a sentence or two. Names what failed first: everything after it may be a consequence. */
export function summarise(list: CheckList, story: EvidenceStory | null): string {
  const [failed] = list.checks.filter(({ state }) => state === 'fail');
  if (failed) return `Do not rely on this certificate. ${failed.detail}`;
  const [unread] = list.checks.filter(({ id, state }) => id === 'record.attached' && state === 'unknown');
  if (unread) return unread.detail;
  const what = story?.title ? `The record of “${story.title}”` : 'This record';
  const proven = `${what} is complete and unaltered`;
  if (list.verdict === 'valid') return `${proven}, and its seal is that of somebody you trust.`;
  const [open] = list.checks.filter(({ group, state }) => group === 'trust' && state === 'unknown');
  const isOwner = open?.id === 'trust.seal';
  return isOwner
    ? `${proven} since it was sealed. Whose seal it is cannot be said without a root certificate you trust.`
    : `${proven} as far as it could be checked; something you asked for is still open.`;
}

const isCaveat = ({ state }: EvidenceCheck): boolean => state === 'warn' || state === 'unknown';

export function caveatsOf(list: CheckList): EvidenceReport['caveats'] {
  return list.checks.filter(isCaveat).map(({ title, detail }) => `${title}: ${detail}`);
}
