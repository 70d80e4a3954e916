import { sha256 } from '../digest.js';
import { LogError } from '../log-error.js';
import { cosignedMessage, writeCosignature } from './cosignature.js';
import { formatSignedNote, type NoteSignature } from './signed-note.js';
import { makeVerifierKey, type VerifierKey } from './verifier-key.js';
import { verifyNoteSignature } from './verify-note.js';

/** A private key elsewhere (a token). It gets the note's text and answers the bytes behind the key id. */
export interface NoteSigner {
  readonly key: VerifierKey;
  sign(text: string): Promise<Uint8Array>;
}

/**
 * Type 0x01. Ed25519 hashes the message itself: the token gets the whole text, not a digest.
 * @param signMessage answers 64 bytes
 * @throws LogError `note-key-invalid`
 */
export function ed25519NoteSigner(
  name: string,
  publicKey: Uint8Array,
  signMessage: (message: Uint8Array) => Promise<Uint8Array>,
): NoteSigner {
  const key = makeVerifierKey(name, 'ed25519', publicKey);
  return { key, sign: (text) => signMessage(new TextEncoder().encode(text)) };
}

/**
 * Type 0x02, for tokens without Ed25519.
 * @param signDigest gets the SHA-256 of the text, answers a DER `Ecdsa-Sig-Value` (`DigestSigner.signDigest` as it is)
 * @throws LogError `note-key-invalid`
 */
export function ecdsaNoteSigner(
  name: string,
  spkiDer: Uint8Array,
  signDigest: (digest: Uint8Array) => Promise<Uint8Array>,
): NoteSigner {
  const key = makeVerifierKey(name, 'ecdsa-p256', spkiDer);
  return { key, sign: (text) => signDigest(sha256(new TextEncoder().encode(text))) };
}

/**
 * Type 0x04: a witness.
 * @param nowSeconds POSIX time of the statement, asked at each signature
 * @throws LogError `note-key-invalid`
 */
export function cosignatureNoteSigner(
  name: string,
  publicKey: Uint8Array,
  signMessage: (message: Uint8Array) => Promise<Uint8Array>,
  nowSeconds: () => number,
): NoteSigner {
  const key = makeVerifierKey(name, 'cosignature', publicKey);
  return {
    key,
    sign: async (text) => {
      const timestampSeconds = Math.floor(nowSeconds());
      const signature = await signMessage(cosignedMessage(text, timestampSeconds));
      return writeCosignature({ timestampSeconds, signature });
    },
  };
}

/**
 * Signs with every signer (two of them while a key is being replaced: readers know the old one or the new one).
 * Each signature is verified before it leaves.
 * @throws LogError `note-signing-failed` when a token answers something else, `note-unreadable` for an impossible text
 */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  const signatures: NoteSignature[] = [];
  for (const { key, sign } of signers.map((signer) => ({
    key: signer.key,
    sign: signer.sign.bind(signer),
  }))) {
    const line = { name: key.name, keyIdHex: key.keyIdHex, signature: await sign(text) };
    if (!(await verifyNoteSignature(key, text, line))) {
      throw new LogError('note-signing-failed', `What the key of ${key.name} answered is not its signature.`);
    }
    signatures.push(line);
  }
  return formatSignedNote({ text, signatures });
}
