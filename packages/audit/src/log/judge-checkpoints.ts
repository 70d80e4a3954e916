import { verifyCheckpoint } from '../checkpoint/verify-checkpoint.js';
import type { TreeHead } from '../merkle/tree-head.js';
import { equalBytes } from '../runtime/bytes.js';
import type { EarlierLog, LogEvidence } from './log-evidence.js';
import type { CheckpointOutcome, LogFault, LogFaultCode } from './log-report.js';

export type WatchedHead = { readonly source: CheckpointOutcome['source']; readonly head: TreeHead };

export type JudgedCheckpoints = {
  /** Heads whose signature holds, smallest first. */
  readonly watched: readonly WatchedHead[];
  readonly faults: readonly LogFault[];
  /** Entries the log has, or is known to have had. */
  readonly treeSize: number;
};

/** Signatures first, then whether the checkpoints can be of one log that only grew. */
export async function judgeCheckpoints(evidence: LogEvidence): Promise<JudgedCheckpoints> {
  const faults: LogFault[] = [];
  const watched: WatchedHead[] = [];
  const notes = [
    ...(evidence.keptCheckpoints ?? []).map((note) => ({ source: 'kept' as const, note })),
    ...[...shownNotes(evidence)].map((note) => ({ source: 'current' as const, note })),
  ];
  for (const { source, note } of notes) {
    const finding = await verifyCheckpoint(note, evidence.policy);
    const earlier = finding.verdict === 'trusted' ? null : await findEarlier(note, evidence.earlier ?? []);
    if (finding.verdict === 'trusted') {
      watched.push({ source, head: finding.checkpoint.head });
    } else if (earlier !== null) {
      const fault = judgeEarlier(earlier);
      // Up to where the logs part their trees are the same: the old checkpoint holds for this one too.
      if (fault === null) watched.push({ source, head: earlier.head });
      else faults.push(fault);
    } else {
      const which = source === 'kept' ? 'A checkpoint kept elsewhere' : 'The log’s own checkpoint';
      faults.push(logFault('checkpoint-forged', null, `${which} is not to be believed: ${finding.sentence}`));
    }
  }
  if (evidence.checkpoint === null) {
    faults.push(logFault('checkpoint-missing', null, 'The log shows no checkpoint.'));
  } else if (evidence.alsoShown?.includes(null)) {
    const sentence =
      'The database no longer has the checkpoint it says it signed, or does not know of the log.';
    faults.push(logFault('checkpoint-missing', null, sentence));
  }
  watched.sort((left, right) => left.head.size - right.head.size);
  faults.push(...findContradictions(watched));
  return { watched, faults, treeSize: watched.at(-1)?.head.size ?? 0 };
}

type OfEarlierLog = { readonly log: EarlierLog; readonly head: TreeHead };

async function findEarlier(note: string, logs: readonly EarlierLog[]): Promise<OfEarlierLog | null> {
  for (const log of logs) {
    const finding = await verifyCheckpoint(note, { origin: log.origin, logKeys: log.logKeys });
    if (finding.verdict === 'trusted') return { log, head: finding.checkpoint.head };
  }
  return null;
}

/** What was signed of a log that ended: still here, lost as it was said, or more than was ever said. */
function judgeEarlier({ log, head }: OfEarlierLog): LogFault | null {
  const { origin, lastShown, keptSize } = log;
  if (head.size <= keptSize) return null;
  const contradicts = head.size === lastShown.size && !equalBytes(head.root, lastShown.root);
  if (head.size > lastShown.size || contradicts) {
    const sentence = `The log ${origin} is said to have ended with ${lastShown.size} entries, but a checkpoint of ${head.size} was kept that says something else: more is gone than was admitted.`;
    return logFault('tree-rolled-back', keptSize, sentence);
  }
  const sentence = `The log ${origin} ended when the database was put back. A checkpoint of ${head.size} entries was kept; its entries ${keptSize} to ${head.size - 1} are not there any more. What they said is known only from certificates and copies that were handed out.`;
  return logFault('events-lost', keptSize, sentence);
}

function shownNotes({ checkpoint, alsoShown = [] }: LogEvidence): Set<string> {
  const notes = new Set(alsoShown.filter((note) => note !== null));
  if (checkpoint !== null) notes.add(checkpoint);
  return notes;
}

function findContradictions(watched: readonly WatchedHead[]): LogFault[] {
  const faults: LogFault[] = [];
  for (const [place, { head }] of watched.entries()) {
    const before = watched[place - 1]?.head;
    if (before?.size === head.size && !equalBytes(before.root, head.root)) {
      const sentence = `The log signed two different trees of ${head.size} entries: it shows different people different logs.`;
      faults.push(logFault('split-view', null, sentence));
    }
  }
  const current = watched.findLast(({ source }) => source === 'current')?.head.size;
  const largest = watched.at(-1)?.head.size ?? 0;
  if (current !== undefined && current < largest) {
    const sentence = `The log shows ${current} entries now; it is known to have had ${largest}: it was rolled back.`;
    faults.push(logFault('tree-rolled-back', current, sentence));
  }
  return faults;
}

/** A fault of the log, not of one event. */
export function logFault(code: LogFaultCode, index: number | null, sentence: string): LogFault {
  return { code, stream: null, seq: null, index, sentence };
}
