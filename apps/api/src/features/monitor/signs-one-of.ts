import { X509Certificate } from 'node:crypto';
import { digestToSign, SIGNATURE_ALGORITHMS } from '@sealwright/signing-core';
import type { SigningKeyRow } from '../../ports/record-rows.js';
import type { JournalEntry } from '../../ports/token-journal.js';

/**
 * Whether a signature of the token is over one of these documents: what it signs is made of the document's digest and the
 * certificate. True also where that cannot be told: the certificate was renewed since, or the algorithm's digest is not
 * the one the record names.
 */
export function signsOneOf(
  { algorithm, atIso, digestHex }: JournalEntry,
  { chainPem }: SigningKeyRow,
  documentDigestsHex: readonly string[],
): boolean {
  const known = SIGNATURE_ALGORITHMS.find((one) => one === algorithm);
  if (known === undefined || !known.endsWith('sha256') || chainPem === null) return true;
  const certificates = chainPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const chain = certificates.map((pem) => new X509Certificate(pem));
  const [leaf] = chain;
  if (leaf === undefined || Date.parse(leaf.validFrom) > Date.parse(atIso)) return true;
  const signer = { algorithm: known, certificateChainDer: chain.map(({ raw }) => Uint8Array.from(raw)) };
  return documentDigestsHex.some(
    (hex) => Buffer.from(digestToSign(Buffer.from(hex, 'hex'), signer)).toString('hex') === digestHex,
  );
}
