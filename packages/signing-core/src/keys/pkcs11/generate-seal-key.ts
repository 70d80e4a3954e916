import { randomBytes } from 'node:crypto';
import type { Template } from 'pkcs11js';
import { CKA, CKO, CKR } from './cryptoki.js';
import { findAllPrivateKeys, findPublicKey } from './find-key.js';
import type { SealKeyKind } from './key-kind.js';
import { type KeyPairRequest, signingKeyRequest } from './key-template.js';
import type { LogKeyKind } from './log-key.js';
import { readPublicKey, spkiDer } from './public-key.js';
import { readText } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { TokenError } from './token-error.js';
import { cryptokiCode } from './translate-error.js';

export interface GeneratedKey<Kind = SealKeyKind> {
  readonly label: string;
  readonly idHex: string;
  readonly kind: Kind;
  readonly spkiDer: Uint8Array;
}

/** Templates a token may refuse because it is old, not because it is against the policy. */
const templateRefusals = new Set<number>([
  CKR.ATTRIBUTE_TYPE_INVALID,
  CKR.ATTRIBUTE_VALUE_INVALID,
  CKR.TEMPLATE_INCONSISTENT,
]);

/**
 * Makes a key pair inside the token. Never touches an existing key.
 *
 * @throws TokenError `token-key-exists` when any private key carries the label already.
 */
export async function generateSigningKey<Kind extends SealKeyKind | LogKeyKind>(
  session: Session,
  label: string,
  kind: Kind,
): Promise<GeneratedKey<Kind>> {
  refuseTakenLabel(session, label);
  const id = randomBytes(16);
  await generateStrictOrPlain(session, { label, id }, kind);
  const publicKey = findPublicKey(session, { label, idHex: id.toString('hex') });
  if (!publicKey) {
    throw new TokenError('token-request-refused', 'The token made a key but does not show its public half.');
  }
  return { label, idHex: id.toString('hex'), kind, spkiDer: spkiDer(readPublicKey(session, publicKey)) };
}

function refuseTakenLabel(session: Session, label: string): void {
  const labels = findAllPrivateKeys(session).map((key) => readText(session, key, CKA.LABEL));
  if (labels.includes(label)) {
    throw new TokenError(
      'token-key-exists',
      `The token already holds a key labelled ${JSON.stringify(label)}.`,
    );
  }
}

async function generateStrictOrPlain(
  session: Session,
  name: { label: string; id: Buffer },
  kind: SealKeyKind | LogKeyKind,
): Promise<void> {
  try {
    await generate(session, signingKeyRequest(name, kind, { strict: true }));
  } catch (error) {
    const code = cryptokiCode(error);
    if (code === null || !templateRefusals.has(code)) throw error;
    await generate(session, signingKeyRequest(name, kind, { strict: false }));
  }
}

async function generate({ calls, handle }: Session, request: KeyPairRequest): Promise<void> {
  const publicTemplate: Template = [{ type: CKA.CLASS, value: CKO.PUBLIC_KEY }, ...request.publicTemplate];
  const privateTemplate: Template = [{ type: CKA.CLASS, value: CKO.PRIVATE_KEY }, ...request.privateTemplate];
  await calls.C_GenerateKeyPairAsync(handle, request.mechanism, publicTemplate, privateTemplate);
}
