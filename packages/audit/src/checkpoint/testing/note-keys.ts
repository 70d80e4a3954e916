import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { cosignatureNoteSigner, ed25519NoteSigner, type NoteSigner } from '../sign-note.js';
import { makeVerifierKey } from '../verifier-key.js';

/** Fresh keys in memory, signing the way a token does: Ed25519 gets the message, ECDSA the digest. */
export function ed25519Signer(name: string): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return ed25519NoteSigner(name, rawKey(publicKey), async (message) => sign(null, message, privateKey));
}

export function witnessSigner(name: string, nowSeconds = () => 1_790_000_000): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signMessage = async (message: Uint8Array) => sign(null, message, privateKey);
  return cosignatureNoteSigner(name, rawKey(publicKey), signMessage, nowSeconds);
}

/** `node:crypto` signs no bare digest: this one gets the text, and comes to the same signature line. */
export function ecdsaSigner(name: string): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spkiDer = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));
  const key = makeVerifierKey(name, 'ecdsa-p256', spkiDer);
  return { key, sign: async (text) => sign('sha256', Buffer.from(text), privateKey) };
}

function rawKey(publicKey: KeyObject): Uint8Array {
  return new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
}
