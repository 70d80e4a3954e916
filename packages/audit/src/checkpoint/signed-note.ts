import { LogError } from '../log-error.js';
import { concatBytes, fromBase64, fromHex, toBase64, toHex } from '../runtime/bytes.js';

/** One signature line. `keyIdHex`: 8 hex digits; `signature`: what the key's type says, without the key id. */
export type NoteSignature = {
  readonly name: string;
  readonly keyIdHex: string;
  readonly signature: Uint8Array;
};

/** C2SP signed-note. `text` ends with a newline; it means nothing until a signature of a known key was verified. */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note of 100 post-quantum cosignatures still fits; a hostile file does not keep the verifier busy. */
const MAX_NOTE_BYTES = 1_000_000;
const MAX_SIGNATURES = 128;
const KEY_NAME = /^[^\p{White_Space}+]+$/u;
/** What stands below the space, but for the newline. */
const CONTROL = /(?!\n)[^\u0020-\u{10ffff}]/u;

export function isKeyName(name: string): boolean {
  return KEY_NAME.test(name) && !CONTROL.test(name) && name.isWellFormed();
}

/** @throws LogError `note-unreadable` */
export function parseSignedNote(note: Uint8Array | string): SignedNote {
  const whole = typeof note === 'string' ? note : decode(note);
  if (whole.length > MAX_NOTE_BYTES) throw unreadable('is larger than any note');
  assertText(whole);
  const split = whole.lastIndexOf('\n\n');
  if (split < 0) throw unreadable('has no signatures');
  const lines = whole.slice(split + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) throw unreadable('does not end with a signature line');
  if (lines.length > MAX_SIGNATURES) throw unreadable(`has more than ${MAX_SIGNATURES} signatures`);
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/** @throws LogError `note-unreadable` for a line that is not `— <name> <base64>` */
export function parseSignatureLine(line: string): NoteSignature {
  const [dash, name = '', base64 = '', ...rest] = line.split(' ');
  const bytes = fromBase64(base64);
  if (dash !== '—' || !isKeyName(name) || rest.length > 0 || bytes === null || bytes.length < 5) {
    throw unreadable('has a line among its signatures that is none');
  }
  return { name, keyIdHex: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

export function formatSignatureLine({ name, keyIdHex, signature }: NoteSignature): string {
  const keyId = fromHex(keyIdHex);
  if (keyId?.length !== 4 || !isKeyName(name)) throw unreadable('cannot name this key');
  return `— ${name} ${toBase64(concatBytes([keyId, signature]))}\n`;
}

/** @throws LogError `note-unreadable` when the text cannot stand in a note */
export function formatSignedNote({ text, signatures }: SignedNote): string {
  assertText(text);
  if (!text.endsWith('\n')) throw unreadable('needs a text that ends with a newline');
  if (signatures.length === 0) throw unreadable('needs a signature');
  return `${text}\n${signatures.map(formatSignatureLine).join('')}`;
}

function assertText(text: string): void {
  if (CONTROL.test(text) || !text.isWellFormed()) throw unreadable('holds control characters or broken text');
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_NOTE_BYTES) throw unreadable('is larger than any note');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogError('note-unreadable', 'This note is not UTF-8 text.', { cause });
  }
}

function unreadable(problem: string): LogError {
  return new LogError('note-unreadable', `This note ${problem}.`);
}
