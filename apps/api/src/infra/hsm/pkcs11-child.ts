import { X509Certificate } from 'node:crypto';
import {
  digestByteLength,
  digestOf,
  JournalWriter,
  type MadeSignature,
  openToken,
  type Pkcs11Token,
  TokenError,
  toJournalEntry,
} from '@sealwright/signing-core/pkcs11';
import { SealTokenError } from '../../ports/seal-token.js';
import type { JournalPurpose } from '../../ports/token-journal.js';
import { LogKeyRing } from './log-key-ring.js';
import type { NumberedRequest, TokenAnswer, TokenRequest } from './token-messages.js';

// The only process that loads the PKCS#11 library. It knows no database and no document; when a native fault kills it,
// the sealer starts another one and the seal at hand is tried again. No signature leaves it before the journal has it.

let token: Pkcs11Token | null = null;
let journal: JournalWriter | null = null;
const logKeys = new LogKeyRing(note);

process.on('message', (request: NumberedRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
// Without its sealer this process has no purpose, and must not keep a session logged in.
process.on('disconnect', () => void shutDown());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

async function answer(request: NumberedRequest): Promise<TokenAnswer> {
  try {
    return { id: request.id, ok: true, value: await perform(request) };
  } catch (error) {
    if (error instanceof TokenError || error instanceof SealTokenError) {
      return { id: request.id, ok: false, code: error.code, message: error.message };
    }
    const message = 'The token answered in a way nobody expected.';
    return { id: request.id, ok: false, code: 'token-request-refused', message };
  }
}

async function perform(request: TokenRequest): Promise<unknown> {
  switch (request.op) {
    case 'open':
      await token?.close();
      token = null;
      await journal?.close();
      journal = new JournalWriter(request.journalFile);
      logKeys.modulePath = request.options.modulePath;
      token = await openToken(request.options);
      return null;
    case 'probe':
      return await opened().probe();
    case 'self-test':
      return await selfTest();
    case 'recover':
      await opened().recover();
      return null;
    case 'sign':
      return await sign(request);
    case 'try-log-key':
      opened();
      return await logKeys.tryKey(request.key);
    case 'sign-note':
      opened();
      return await logKeys.signCheckpoint(request.key, request.text, request.size);
  }
}

async function selfTest() {
  const { algorithm, spkiDer, digest, signature } = await opened().selfTest();
  await note({ spkiDer, algorithm, digest, signature, purpose: { kind: 'self-test', id: 'seal-key' } });
  return { algorithm, spkiDer };
}

async function sign(request: Extract<TokenRequest, { op: 'sign' }>): Promise<Uint8Array> {
  const { digest, purpose, certificateDer } = request;
  const { sealId, kind } = purpose;
  const signer = opened().signer(undefined, [certificateDer]);
  if (digest.byteLength !== digestByteLength(digestOf(signer.algorithm)) || !sealId) {
    throw new SealTokenError('token-request-refused', 'Only a digest with a purpose is signed.');
  }
  const signature = await signer.signDigest(digest);
  const spkiDer = new X509Certificate(certificateDer).publicKey.export({ type: 'spki', format: 'der' });
  await note({ spkiDer, algorithm: signer.algorithm, digest, signature, purpose: { kind, id: sealId } });
  return signature;
}

type Noted = Omit<MadeSignature, 'use'> & { readonly purpose: JournalPurpose };

async function note({ purpose, ...made }: Noted): Promise<void> {
  if (!journal) throw new SealTokenError('token-not-found', 'The token is not open.');
  await journal.append(toJournalEntry(made, purpose, new Date()));
}

function opened(): Pkcs11Token {
  if (!token) throw new SealTokenError('token-not-found', 'The token is not open.');
  return token;
}

async function shutDown(): Promise<void> {
  await logKeys.close();
  await token?.close().catch(() => undefined);
  await journal?.close();
  process.exit(0);
}
