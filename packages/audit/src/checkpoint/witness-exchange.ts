import { LogError } from '../log-error.js';
import type { MerkleProof } from '../merkle/prove.js';
import { toBase64 } from '../runtime/bytes.js';
import { formatSignedNote, type NoteSignature, parseSignatureLine, parseSignedNote } from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';
import { verifyNoteSignature } from './verify-note.js';

/** Body of `POST <prefix>/add-checkpoint` (C2SP tlog-witness). `proof` leads from `oldSize`; none for size 0. */
export function formatWitnessRequest(oldSize: number, proof: MerkleProof, signedCheckpoint: string): string {
  const lines = [`old ${oldSize}`, ...proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${signedCheckpoint}`;
}

/**
 * Takes over what witnesses answered: lines of witnesses given that hold for this very text, each key once. Everything
 * else is left out, so that a witness cannot make our own checkpoint unreadable.
 * @param answer signature lines as a witness sent them
 * @throws LogError `note-unreadable` when the checkpoint itself is none
 */
export async function addCosignatures(
  signedCheckpoint: string,
  answer: string,
  witnesses: readonly VerifierKey[],
): Promise<{ readonly signedCheckpoint: string; readonly added: readonly VerifierKey[] }> {
  const note = parseSignedNote(signedCheckpoint);
  const signatures: NoteSignature[] = [...note.signatures];
  const added: VerifierKey[] = [];
  for (const line of readLines(answer)) {
    const key = witnesses.find(({ name, keyIdHex }) => name === line.name && keyIdHex === line.keyIdHex);
    const known = signatures.some(({ name, keyIdHex }) => name === line.name && keyIdHex === line.keyIdHex);
    if (key === undefined || known || !(await verifyNoteSignature(key, note.text, line))) continue;
    signatures.push(line);
    added.push(key);
  }
  return { signedCheckpoint: formatSignedNote({ text: note.text, signatures }), added };
}

const MAX_ANSWER_LINES = 16;

function readLines(answer: string): NoteSignature[] {
  return answer.split('\n', MAX_ANSWER_LINES).flatMap((line) => {
    try {
      return [parseSignatureLine(line)];
    } catch (error) {
      if (error instanceof LogError) return [];
      throw error;
    }
  });
}
