import type { Handle } from 'pkcs11js';
import { CKA, CKK, CKM, CKO, CKR } from './cryptoki.js';
import { readFlag } from './read-attribute.js';
import type { Session } from './session-pool.js';
import { cryptokiCode, refusalName } from './translate-error.js';

export type AttemptId =
  | 'read-private-value'
  | 'make-extractable'
  | 'make-insensitive'
  | 'copy-extractable'
  | 'wrap-with-session-key';

/** One attempt to get the key out, made for real. */
export interface ExportAttempt {
  readonly id: AttemptId;
  /** `already-so`: nothing to try, the attribute stands open as it is. */
  readonly outcome: 'refused' | 'succeeded' | 'not-offered' | 'already-so';
  /** The token's own word, e.g. `CKR_ATTRIBUTE_SENSITIVE`; null when it did not refuse. */
  readonly cryptokiName: string | null;
}

/** These answers say "the token cannot do this at all", which is not evidence about the key. */
const notOffered = new Set<number>([CKR.FUNCTION_NOT_SUPPORTED, CKR.MECHANISM_INVALID]);

/**
 * Tries every way PKCS#11 knows to get a private key out of its token and expects each to be refused.
 * Whatever does come out is wiped or undone at once and never leaves this function.
 */
export function attemptExport(session: Session, key: Handle, keyType: number | null): ExportAttempt[] {
  return [
    attempt('read-private-value', () => readPrivateValue(session, key, keyType)),
    attemptFlip('make-extractable', session, key, { type: CKA.EXTRACTABLE, value: true }),
    attemptFlip('make-insensitive', session, key, { type: CKA.SENSITIVE, value: false }),
    attempt('copy-extractable', () => copyExtractable(session, key)),
    ...attemptWrapping(session, key),
  ];
}

function attempt(id: AttemptId, act: () => void): ExportAttempt {
  try {
    act();
    return { id, outcome: 'succeeded', cryptokiName: null };
  } catch (error) {
    const code = cryptokiCode(error);
    if (code === null) throw error;
    return {
      id,
      outcome: notOffered.has(code) ? 'not-offered' : 'refused',
      cryptokiName: refusalName(error),
    };
  }
}

function readPrivateValue({ calls, handle }: Session, key: Handle, keyType: number | null): void {
  const secret = keyType === CKK.RSA ? CKA.PRIVATE_EXPONENT : CKA.VALUE;
  for (const { value } of calls.C_GetAttributeValue(handle, key, [{ type: secret }])) value.fill(0);
}

function attemptFlip(
  id: AttemptId,
  session: Session,
  key: Handle,
  flag: { type: number; value: boolean },
): ExportAttempt {
  // Flipping a flag that already stands open and "undoing" it would change the key we came to look at.
  if (readFlag(session, key, flag.type) === flag.value)
    return { id, outcome: 'already-so', cryptokiName: null };
  const { calls, handle } = session;
  return attempt(id, () => {
    calls.C_SetAttributeValue(handle, key, [flag]);
    calls.C_SetAttributeValue(handle, key, [{ ...flag, value: !flag.value }]);
  });
}

function copyExtractable({ calls, handle }: Session, key: Handle): void {
  const copy = calls.C_CopyObject(handle, key, [
    { type: CKA.TOKEN, value: false },
    { type: CKA.EXTRACTABLE, value: true },
  ]);
  calls.C_DestroyObject(handle, copy);
}

function attemptWrapping(session: Session, key: Handle): ExportAttempt[] {
  const { calls, handle } = session;
  let wrappingKey: Handle;
  try {
    wrappingKey = makeWrappingKey(session);
  } catch (error) {
    if (cryptokiCode(error) === null) throw error;
    return [{ id: 'wrap-with-session-key', outcome: 'not-offered', cryptokiName: refusalName(error) }];
  }
  try {
    const tries = [CKM.AES_KEY_WRAP, CKM.AES_KEY_WRAP_PAD].map((mechanism) =>
      attempt('wrap-with-session-key', () => {
        calls.C_WrapKey(handle, { mechanism }, wrappingKey, key, Buffer.alloc(8192)).fill(0);
      }),
    );
    return [mostTelling(tries)];
  } finally {
    calls.C_DestroyObject(handle, wrappingKey);
  }
}

/** Two mechanisms, one question: a success outweighs a refusal, a refusal outweighs "not offered". */
function mostTelling(tries: readonly ExportAttempt[]): ExportAttempt {
  const ranked = ['succeeded', 'refused', 'not-offered'].flatMap((outcome) =>
    tries.filter((each) => each.outcome === outcome),
  );
  return ranked[0] ?? { id: 'wrap-with-session-key', outcome: 'not-offered', cryptokiName: null };
}

function makeWrappingKey({ calls, handle }: Session): Handle {
  return calls.C_GenerateKey(handle, { mechanism: CKM.AES_KEY_GEN }, [
    { type: CKA.CLASS, value: CKO.SECRET_KEY },
    { type: CKA.KEY_TYPE, value: CKK.AES },
    { type: CKA.VALUE_LEN, value: 32 },
    { type: CKA.TOKEN, value: false },
    { type: CKA.WRAP, value: true },
    { type: CKA.SENSITIVE, value: true },
    { type: CKA.EXTRACTABLE, value: false },
  ]);
}
