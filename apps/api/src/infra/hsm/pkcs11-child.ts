import { digestByteLength, digestOf } from '@sealwright/signing-core';
import { openToken, type Pkcs11Token, TokenError } from '@sealwright/signing-core/pkcs11';
import { SealTokenError } from '../../ports/seal-token.js';
import type { NumberedRequest, TokenAnswer, TokenRequest } from './token-messages.js';

// The only process that loads the PKCS#11 library. It knows no database and no document; when a native fault kills it,
// the sealer starts another one and the seal at hand is tried again.

let token: Pkcs11Token | null = null;

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
      token = await openToken(request.options);
      return null;
    case 'probe':
      return await opened().probe();
    case 'self-test':
      return await opened().selfTest();
    case 'recover':
      await opened().recover();
      return null;
    case 'sign':
      return await sign(request);
  }
}

async function sign(request: Extract<TokenRequest, { op: 'sign' }>): Promise<Uint8Array> {
  const { digest, purpose, certificateDer } = request;
  const signer = opened().signer(undefined, [certificateDer]);
  if (digest.byteLength !== digestByteLength(digestOf(signer.algorithm)) || !purpose.sealId) {
    throw new SealTokenError('token-request-refused', 'Only a digest with a purpose is signed.');
  }
  return await signer.signDigest(digest);
}

function opened(): Pkcs11Token {
  if (!token) throw new SealTokenError('token-not-found', 'The token is not open.');
  return token;
}

async function shutDown(): Promise<void> {
  await token?.close().catch(() => undefined);
  process.exit(0);
}
