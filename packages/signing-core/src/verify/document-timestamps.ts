import type { FileContext } from './file-context.js';
import { type JudgedToken, judgeToken } from './judge-token.js';
import type { ReadSignature } from './read-signature.js';

/** A document timestamp and what it proves about everything before it. */
export interface JudgedDocumentTimestamp {
  readonly signature: ReadSignature;
  readonly token: JudgedToken;
}

/**
 * Document timestamps from the newest to the oldest: each one that is trusted proves that what it covers was there,
 * and lets the ones before it be judged at its time, when their own certificates may still have been good
 * (EN 319 102-1 § 5.6.2.3). `read` in the order of the file.
 */
export async function judgeDocumentTimestamps(
  read: readonly ReadSignature[],
  context: FileContext,
): Promise<JudgedDocumentTimestamp[]> {
  const judged: JudgedDocumentTimestamp[] = [];
  let provenAt = context.at;
  let laterTime: Date | null = null;
  for (const signature of read.toReversed()) {
    const { signed, tokenDer, list } = signature;
    if (!signed || !tokenDer) continue;
    const trust = { roots: context.roots, data: context.data, at: provenAt };
    const token = await judgeToken(
      tokenDer,
      (algorithm) => context.digests.of(signed.byteRange, algorithm),
      trust,
    );
    judged.push({ signature, token });
    list.expect(
      'timestamp',
      token.verdict !== 'wrong',
      'The timestamp was made over this file.',
      token.detail,
    );
    if (token.verdict === 'no-proof') list.warn('timestamp-authority', token.detail);
    checkOrder(signature, token, laterTime);
    if (token.verdict === 'proof' && signature.coverage !== 'broken') provenAt = laterTime = token.time;
  }
  return judged.reverse();
}

/** It covers an earlier one, so it cannot be older: one that is was copied from elsewhere or its clock is wrong. */
function checkOrder({ list }: ReadSignature, { time }: JudgedToken, laterTime: Date | null): void {
  if (!time || !laterTime) return;
  list.expect(
    'timestamp-order',
    time <= laterTime,
    'The timestamps of the file follow each other in time.',
    'A timestamp claims a later time than the one that covers it.',
  );
}
