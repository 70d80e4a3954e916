import type { JudgedDocumentTimestamp } from './document-timestamps.js';
import type { JudgedToken } from './judge-token.js';
import type { ProvenTime } from './report.js';

/**
 * The earliest time that a trusted timestamp proves for a signature that ends at `signedEnd`: its own timestamps, and
 * every document timestamp that covers it.
 */
export function findProvenTime(
  own: readonly JudgedToken[],
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  signedEnd: number,
): ProvenTime | null {
  const candidates = [
    ...own.map((token) => toProvenTime(token, 'signature-timestamp')),
    ...coveringTimestamps(documentTimestamps, signedEnd).map(({ token }) =>
      toProvenTime(token, 'document-timestamp'),
    ),
  ].filter((candidate) => candidate !== null);
  return candidates.reduce<ProvenTime | null>(
    (earliest, candidate) => (earliest && earliest.time <= candidate.time ? earliest : candidate),
    null,
  );
}

/** Those that lie behind `signedEnd` and cover everything up to it. */
export const coveringTimestamps = (
  documentTimestamps: readonly JudgedDocumentTimestamp[],
  signedEnd: number,
): JudgedDocumentTimestamp[] =>
  documentTimestamps.filter(
    ({ signature }) => signature.coverage !== 'broken' && (signature.signed?.byteRange[1] ?? 0) >= signedEnd,
  );

export function toProvenTime(token: JudgedToken, source: ProvenTime['source']): ProvenTime | null {
  if (token.verdict !== 'proof' || !token.time) return null;
  return { time: token.time, source, authorityCommonName: token.authorityCommonName };
}
