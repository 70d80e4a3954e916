import { sha256 } from '../digest.js';
import { LogError } from '../log-error.js';
import { concatBytes, equalBytes, fromBase64, fromHex, toBase64, toHex } from '../runtime/bytes.js';
import { isKeyName } from './signed-note.js';

/** `cosignature`: a witness's timestamped Ed25519 (C2SP tlog-cosignature). */
export type NoteKeyType = 'ed25519' | 'ecdsa-p256' | 'cosignature';

/** A public key somebody was given on a trustworthy way. `name` and `keyIdHex` pick its signature lines. */
export type VerifierKey = {
  readonly name: string;
  readonly keyIdHex: string;
  readonly type: NoteKeyType;
  /** Ed25519: 32 bytes (RFC 8032). ECDSA: DER SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array;
};

const TYPE_BYTE: Readonly<Record<NoteKeyType, number>> = {
  ed25519: 0x01,
  'ecdsa-p256': 0x02,
  cosignature: 0x04,
};

/** SubjectPublicKeyInfo of an uncompressed P-256 point up to the point: the only form this library writes or reads. */
const P256_SPKI_START = fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004') ?? new Uint8Array();

/** @throws LogError `note-key-invalid` */
export function makeVerifierKey(name: string, type: NoteKeyType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw invalid('has a name with spaces or a plus sign, or none');
  const fits =
    type === 'ecdsa-p256'
      ? publicKey.length === 91 && equalBytes(publicKey.subarray(0, 27), P256_SPKI_START)
      : publicKey.length === 32;
  if (!fits) throw invalid(`is not a public key of the type ${type}`);
  return { name, type, publicKey, keyIdHex: toHex(keyId(name, type, publicKey)) };
}

/**
 * Reads `<name>+<key id>+<base64>` (C2SP signed-note).
 * @throws LogError `note-key-invalid`, also for a key id that is not this key's
 */
export function parseVerifierKey(vkey: string): VerifierKey {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim());
  const [, name = '', keyIdHex = '', base64 = ''] = match ?? [];
  const bytes = fromBase64(base64);
  if (match === null || bytes === null || bytes.length < 2) throw invalid('is not written as a verifier key');
  const type = (Object.keys(TYPE_BYTE) as NoteKeyType[]).find((one) => TYPE_BYTE[one] === bytes[0]);
  if (type === undefined) throw invalid('is of a type this program does not know');
  const key = makeVerifierKey(name, type, bytes.subarray(1));
  if (key.keyIdHex !== keyIdHex) throw invalid('carries the id of another key');
  return key;
}

export function formatVerifierKey({ name, keyIdHex, type, publicKey }: VerifierKey): string {
  return `${name}+${keyIdHex}+${toBase64(concatBytes([Uint8Array.of(TYPE_BYTE[type]), publicKey]))}`;
}

function keyId(name: string, type: NoteKeyType, publicKey: Uint8Array): Uint8Array {
  // Type 0x02 is older than the rule: its id is taken from the key alone.
  if (type === 'ecdsa-p256') return sha256(publicKey).subarray(0, 4);
  const before = new TextEncoder().encode(`${name}\n`);
  return sha256(before, Uint8Array.of(TYPE_BYTE[type]), publicKey).subarray(0, 4);
}

function invalid(problem: string): LogError {
  return new LogError('note-key-invalid', `This key ${problem}.`);
}
