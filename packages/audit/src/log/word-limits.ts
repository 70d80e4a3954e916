import type { WatchedHead } from './judge-checkpoints.js';
import type { LogEvidence } from './log-evidence.js';

export type LimitFacts = {
  readonly watched: readonly WatchedHead[];
  readonly treeSize: number;
  readonly pendingCount: number;
  readonly unnamedCount: number;
  readonly resumedFrom: number;
};

/** What the evidence at hand cannot show. An honest answer is part of the verdict. */
export function wordLimits(evidence: LogEvidence, facts: LimitFacts): string[] {
  const kept = facts.watched.filter(({ source }) => source === 'kept').at(-1)?.head.size ?? null;
  const limits = [
    'An event dropped before it came into the tree, with none after it in its envelope, leaves no trace here.',
  ];
  if (kept === null) {
    limits.push(
      'No checkpoint from elsewhere was given: a log rewritten as a whole with its own key would look intact.',
    );
  } else if (kept < facts.treeSize) {
    limits.push(
      `The entries from ${kept} on rest on the log’s own key alone, until a later checkpoint is kept elsewhere.`,
    );
  }
  for (const { origin, lastShown, keptSize } of evidence.earlier ?? []) {
    const gone = Math.max(0, lastShown.size - keptSize);
    limits.push(
      `This log follows ${origin}, which ended with ${lastShown.size} entries when a database was put back: ${gone} of them are gone, and what they said cannot be known from here.`,
    );
  }
  if (evidence.tiles === null)
    limits.push('No tiles were given: an altered entry cannot be told from its neighbours.');
  if (facts.pendingCount > 0) {
    limits.push(
      `${facts.pendingCount} events are not in the tree yet: only the chain of their envelope holds them.`,
    );
  }
  if (facts.unnamedCount > 0) {
    limits.push(
      `${facts.unnamedCount} missing entries stand behind other missing ones, or belong to envelopes of which nothing is left: ` +
        'what they were cannot be known.',
    );
  }
  if (facts.resumedFrom > 0) {
    limits.push(`The entries before ${facts.resumedFrom} were checked in an earlier run and not again.`);
  }
  if (evidence.form !== 'full') limits.push('The form of the events was not looked at, only their bytes.');
  return limits;
}
