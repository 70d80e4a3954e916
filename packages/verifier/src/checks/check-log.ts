import { GENESIS_HASH } from '@sealwright/audit';
import {
  type CheckpointPolicy,
  keysNamed,
  LogError,
  logLeafHash,
  parseSignedNote,
  parseTlogProof,
  parseVerifierKey,
  type TlogProofFinding,
  type VerifierKey,
  verifyTlogProof,
} from '@sealwright/audit/log';
import type { CheckList } from '../check-list.js';
import { fromHex } from '../digest.js';
import type { EvidenceInput } from '../evidence-input.js';
import { type CertificateFile, nameOf, textOf } from '../files/certificate-file.js';
import type { CheckedRecord } from './check-record.js';
import { withoutNumber } from './log-name.js';

const inclusion = { id: 'inclusion', title: 'In the transparency log' };
const keys = { id: 'keys', title: 'Who vouches for the log' };
const witnessed = { id: 'witnesses', title: 'Seen by witnesses' };
const copy = { id: 'checkpoint', title: 'The checkpoint attached' };

export type IncludedHead = Extract<TlogProofFinding, { verdict: 'included' }>;
type RejectedProof = Extract<TlogProofFinding, { verdict: 'rejected' }>;

/** What a reader believes about the log, and the proven state of it. Null where nothing could be proven. */
export interface CheckedLog {
  readonly policy: CheckpointPolicy;
  /** Signed note, verbatim. */
  readonly checkpoint: string;
}

/** The last event of the record in the public log, and who signed the state of the log it is in. */
export async function checkLog(
  file: CertificateFile,
  { json, report }: CheckedRecord,
  input: EvidenceInput,
  list: CheckList,
): Promise<CheckedLog | null> {
  const pinned = (input.logKeys ?? []).map(parseVerifierKey);
  const witnesses = (input.witnesses?.keys ?? []).map(parseVerifierKey);
  const proof = textOf(file, 'proof');
  if (proof === null) return tellMissing(pinned.length > 0, list);
  const known = pinned.length > 0 ? pinned : readAttachedKeys(file, list);
  if (known === null) return null;
  const policy = { ...logOf(proof, known), witnesses };
  const leaf = leafOf(json, report.chain.head);
  const found = await verifyTlogProof(proof, leaf, policy);
  if (found.verdict === 'rejected') {
    list.fail('log', inclusion, wordRejection(found, pinned.length > 0));
    return null;
  }
  tellInclusion(found, json.head.seq, list);
  tellKeys(found, pinned, list);
  tellWitnesses(found, witnesses, input.witnesses?.required ?? witnesses.length, list);
  const { checkpoint } = parseTlogProof(proof);
  checkCopy(file, checkpoint, list);
  return { policy, checkpoint };
}

/** Which of the two is the wrong one nobody can tell: the proof, or the key it is held against. */
function wordRejection({ code, sentence }: RejectedProof, isPinned: boolean): string {
  if (code === 'not-included')
    return 'The proof is not that of the last event of this record: it was taken from another one, or the record was changed.';
  if (code !== 'checkpoint-not-signed') return sentence;
  return isPinned
    ? 'No key you gave signed the state of the log in this certificate: the proof comes from another log, or the key is that of another.'
    : `The key attached (${nameOf('log-keys')}) did not sign the state of the log in this certificate: one of them was taken from elsewhere.`;
}

function tellMissing(isAsked: boolean, list: CheckList): null {
  const detail =
    'This certificate carries no proof from the transparency log; only its seal vouches for the record.';
  if (isAsked) list.leaveOpen('log', inclusion, detail);
  else list.warn('log', inclusion, detail);
  return null;
}

/** Keys that came with the certificate help to read it; whoever could seal a false one could attach false keys. */
function readAttachedKeys(file: CertificateFile, list: CheckList): VerifierKey[] | null {
  const lines = (textOf(file, 'log-keys') ?? '').split('\n').filter((line) => line.trim() !== '');
  try {
    if (lines.length > 0) return lines.map(parseVerifierKey);
    list.fail(
      'log',
      keys,
      `The certificate brings a proof but no key of the log (${nameOf('log-keys')}), and you gave none.`,
    );
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    list.fail('log', keys, `${nameOf('log-keys')}: ${error.message}`);
  }
  return null;
}

/**
 * A log goes by the name its keys have: a proof from a log of another name is refused by whoever reads the checkpoint. After
 * a restore the same key signs on under another number of the same name (ADR 0030), and whoever has the key has it there too.
 */
function logOf(proof: string, known: readonly VerifierKey[]): Pick<CheckpointPolicy, 'origin' | 'logKeys'> {
  const claimed = claimedOrigin(proof) ?? '';
  if (known.some(({ name }) => name === claimed)) return { origin: claimed, logKeys: known };
  const [{ name } = { name: '' }] = known;
  if (withoutNumber(claimed) === withoutNumber(name)) {
    return { origin: claimed, logKeys: keysNamed(known, claimed) };
  }
  return { origin: name, logKeys: known };
}

function claimedOrigin(proof: string): string | null {
  try {
    return parseSignedNote(parseTlogProof(proof).checkpoint).text.split('\n')[0] ?? null;
  } catch {
    return null;
  }
}

function leafOf(json: CheckedRecord['json'], head: { seq: number; chainHashHex: string }): Uint8Array {
  const before = json.events.at(-2)?.chainHashHex;
  const previous = before === undefined ? GENESIS_HASH : (fromHex(before) ?? GENESIS_HASH);
  return logLeafHash(json.stream, previous, fromHex(head.chainHashHex) ?? GENESIS_HASH);
}

function tellInclusion({ index, checkpoint }: IncludedHead, seq: number, list: CheckList): void {
  const { origin, head } = checkpoint.checkpoint;
  const detail = `Event ${seq}, the last one, is entry ${index} of the log ${origin}, in its state of ${head.size} entries.`;
  list.pass('log', inclusion, detail);
}

function tellKeys({ checkpoint }: IncludedHead, pinned: readonly VerifierKey[], list: CheckList): void {
  const names = checkpoint.signedBy.map(({ name, keyIdHex }) => `${name} (${keyIdHex})`).join(', ');
  const { origin } = checkpoint.checkpoint;
  const [given] = pinned;
  if (given !== undefined && !pinned.some(({ name }) => name === origin)) {
    const detail = `That state is signed by the key you gave, but under the name ${origin} instead of ${given.name}: a log that was begun anew with the same key when a database was put back. Ask who runs it why, and hold earlier certificates against it.`;
    list.warn('log', keys, detail);
  } else if (given !== undefined) list.pass('log', keys, `That state is signed by a key you gave: ${names}.`);
  else {
    const detail = `That state is signed by ${names}, a key vouched for by the certificate itself. Give the log’s key to check it independently.`;
    list.warn('log', keys, detail);
  }
}

function tellWitnesses(
  { checkpoint }: IncludedHead,
  witnesses: readonly VerifierKey[],
  required: number,
  list: CheckList,
): void {
  if (witnesses.length === 0) return;
  const seen = new Set(checkpoint.cosignedBy.map(({ key }) => key.name));
  const names = [...seen].join(', ');
  list.expect(
    'log',
    witnessed,
    seen.size >= required,
    `${seen.size} of the ${witnesses.length} witnesses you named saw this state of the log: ${names}.`,
    `Only ${seen.size} of the ${required} witnesses you asked for saw this state of the log.`,
  );
}

/** The same note stands in a file of its own, for other programs: both must say the same. */
function checkCopy(file: CertificateFile, checkpoint: string, list: CheckList): void {
  const attached = textOf(file, 'checkpoint');
  if (attached === null) return;
  list.expect(
    'log',
    copy,
    attached === checkpoint,
    'The checkpoint attached as a file of its own is the one of the proof.',
    `The checkpoint attached (${nameOf('checkpoint')}) is not the one the proof leads to.`,
  );
}
