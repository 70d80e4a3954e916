import {
  type CheckpointPolicy,
  keysNamed,
  LogError,
  parseConsistencyProof,
  parseSignedNote,
  parseTlogProof,
  verifyCheckpoint,
  verifyConsistencyProof,
} from '@sealwright/audit/log';
import type { CheckList } from '../check-list.js';
import type { EvidenceInput } from '../evidence-input.js';
import { openCertificate, textOf } from '../files/certificate-file.js';
import type { CheckedLog } from './check-log.js';
import { withoutNumber } from './log-name.js';

/** A signed state of the log the reader had before, and where it came from. */
interface Kept {
  readonly note: string;
  readonly from: string;
}

/** Did the log only grow between what the reader kept and what this certificate says? */
export async function checkHistory(log: CheckedLog, input: EvidenceInput, list: CheckList): Promise<void> {
  const kept: Kept[] = (input.checkpoints ?? []).map((note) => ({ note, from: 'the checkpoint you kept' }));
  for (const other of input.otherCertificates ?? []) {
    const proof = textOf(await openCertificate(other, { trustedRootsPem: [], at: undefined }), 'proof');
    kept.push({ note: proof === null ? '' : checkpointIn(proof), from: 'the other certificate' });
  }
  for (const [index, one] of kept.entries()) await compare(one, index + 1, log, input, list);
}

function checkpointIn(proof: string): string {
  try {
    return parseTlogProof(proof).checkpoint;
  } catch {
    return '';
  }
}

async function compare(
  { note, from }: Kept,
  number: number,
  { policy, checkpoint }: CheckedLog,
  input: EvidenceInput,
  list: CheckList,
): Promise<void> {
  const about = { id: `history-${number}`, title: `The log only grew: ${from}` };
  // Witnesses are asked for where the certificate is judged; an older state may have fewer.
  const plain: CheckpointPolicy = { origin: policy.origin, logKeys: policy.logKeys };
  const [before, now] = [await verifyCheckpoint(note, plain), await verifyCheckpoint(checkpoint, plain)];
  const otherName = before.verdict === 'rejected' ? await otherNameOf(note, plain) : null;
  if (otherName !== null) {
    const detail = `${otherName} and ${policy.origin} are two logs of the same key: one was begun after the other when a database was put back. No proof leads from one to the other; compare with a checkpoint of ${policy.origin}.`;
    list.leaveOpen('log', about, detail);
    return;
  }
  if (before.verdict === 'rejected' || now.verdict === 'rejected') {
    const why = before.verdict === 'rejected' ? before.sentence : '';
    list.fail('log', about, `It cannot be compared with ${from}: ${why}`);
    return;
  }
  const [old, current] = [before.checkpoint.head, now.checkpoint.head];
  if (old.size === current.size) {
    const same = `Both are the same state of ${current.size} entries.`;
    const split = `The log signed two different states of ${current.size} entries: it showed different people different logs.`;
    list.expect('log', about, sameBytes(old.root, current.root), same, split);
    return;
  }
  const sizes = `${Math.min(old.size, current.size)} and ${Math.max(old.size, current.size)} entries`;
  const proof = findProof([note, checkpoint], input.consistencyProofs ?? []);
  if (proof === null) {
    const detail = `The states of ${sizes} cannot be compared without a consistency proof between them; whoever runs the log gives it.`;
    list.leaveOpen('log', about, detail);
    return;
  }
  const found = await verifyConsistencyProof(proof, plain);
  const grew = `The proof shows that nothing was changed or removed between the states of ${sizes}.`;
  list.expect(
    'log',
    about,
    found.verdict === 'consistent',
    grew,
    found.verdict === 'consistent' ? '' : found.sentence,
  );
}

/** The name of the log this is of, when the same key signed it under another number of the same name. */
async function otherNameOf(note: string, { origin, logKeys }: CheckpointPolicy): Promise<string | null> {
  const other = textIn(note).split('\n', 1)[0] ?? '';
  if (other === origin || other === '' || withoutNumber(other) !== withoutNumber(origin)) return null;
  const finding = await verifyCheckpoint(note, { origin: other, logKeys: keysNamed(logKeys, other) });
  return finding.verdict === 'trusted' ? other : null;
}

/** The one between these two states, whoever else cosigned them. */
function findProof(notes: readonly string[], proofs: readonly string[]): string | null {
  const wanted = notes.map(textIn).sort().join('\0');
  const found = proofs.find((json) => {
    try {
      const { oldCheckpoint, newCheckpoint } = parseConsistencyProof(json);
      return [oldCheckpoint, newCheckpoint].map(textIn).sort().join('\0') === wanted;
    } catch (error) {
      if (error instanceof LogError) return false;
      throw error;
    }
  });
  return found ?? null;
}

function textIn(note: string): string {
  try {
    return parseSignedNote(note).text;
  } catch {
    return '';
  }
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
