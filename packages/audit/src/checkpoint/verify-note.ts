import { cosignedMessage, readCosignature } from './cosignature.js';
import { rawEcdsaSignature } from './ecdsa-signature.js';
import type { NoteSignature, SignedNote } from './signed-note.js';
import type { VerifierKey } from './verifier-key.js';

/** A signature that holds. `timestampSeconds`: when a witness says it saw the tree; null for others. */
export type VerifiedSignature = { readonly key: VerifierKey; readonly timestampSeconds: number | null };

export type NoteFinding =
  | { readonly verdict: 'verified'; readonly verified: readonly VerifiedSignature[] }
  | { readonly verdict: 'unknown-signers' }
  | { readonly verdict: 'bad-signature'; readonly key: VerifierKey };

/**
 * Checks the signatures of the keys given; lines of others are ignored. One bad signature in the name of a known key
 * spoils the whole note (C2SP signed-note: "clients SHOULD reject"). Never throws on bad evidence.
 */
export async function verifyNote(note: SignedNote, keys: readonly VerifierKey[]): Promise<NoteFinding> {
  const verified: VerifiedSignature[] = [];
  for (const line of note.signatures) {
    const key = keys.find(({ name, keyIdHex }) => name === line.name && keyIdHex === line.keyIdHex);
    if (key === undefined) continue;
    if (!(await verifyNoteSignature(key, note.text, line))) return { verdict: 'bad-signature', key };
    const time = key.type === 'cosignature' ? readCosignature(line.signature) : null;
    verified.push({ key, timestampSeconds: time?.timestampSeconds ?? null });
  }
  return verified.length === 0 ? { verdict: 'unknown-signers' } : { verdict: 'verified', verified };
}

/** One line, one key. Needs WebCrypto with Ed25519 (Node 20, browsers of 2025); without it Ed25519 never verifies. */
export async function verifyNoteSignature(
  key: VerifierKey,
  text: string,
  { signature }: NoteSignature,
): Promise<boolean> {
  const message = new TextEncoder().encode(text);
  if (key.type === 'ecdsa-p256') return verifyEcdsa(key.publicKey, message, signature);
  if (key.type === 'ed25519') return verifyEd25519(key.publicKey, message, signature);
  const cosignature = readCosignature(signature);
  if (cosignature === null) return false;
  const cosigned = cosignedMessage(text, cosignature.timestampSeconds);
  return verifyEd25519(key.publicKey, cosigned, cosignature.signature);
}

async function verifyEd25519(
  raw: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  try {
    const key = await subtle.importKey('raw', new Uint8Array(raw), { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, key, new Uint8Array(signature), message);
  } catch {
    return false;
  }
}

async function verifyEcdsa(
  spkiDer: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  der: Uint8Array,
): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const signature = rawEcdsaSignature(der);
  if (signature === null) return false;
  try {
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await subtle.importKey('spki', new Uint8Array(spkiDer), curve, false, ['verify']);
    return await subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, message);
  } catch {
    return false;
  }
}
