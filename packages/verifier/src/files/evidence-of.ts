import { parseVerifierKey } from '@sealwright/audit/log';
import type { EvidenceInput } from '../evidence-input.js';
import { linesOf, type SortedFile } from './sort-files.js';

/** What the reader holds the evidence against, as typed. */
export interface TypedTrust {
  readonly trustedRootsPem: readonly string[];
  /** Verifier keys of the log and of witnesses, told apart by their kind. */
  readonly keys: readonly string[];
}

/**
 * Puts sorted files together for `verifyEvidence`; null without a certificate. `chosen`: the certificate to check, where there
 * are several; the others are compared with it.
 */
export function evidenceOf(
  files: readonly SortedFile[],
  trust: TypedTrust,
  chosen?: SortedFile,
): EvidenceInput | null {
  const certificates = files.filter(({ role }) => role === 'certificate');
  const certificate = chosen && certificates.includes(chosen) ? chosen : certificates[0];
  if (!certificate) return null;
  const keys = [...trust.keys, ...textsOf(files, 'log-keys').flatMap(linesOf)];
  const isWitness = (key: string) => parseVerifierKey(key).type === 'cosignature';
  const witnesses = keys.filter(isWitness);
  return {
    certificate: certificate.bytes,
    documents: files.filter(({ role }) => role === 'document'),
    otherCertificates: certificates.filter((file) => file !== certificate).map(({ bytes }) => bytes),
    trustedRootsPem: [...trust.trustedRootsPem, ...textsOf(files, 'roots')],
    logKeys: keys.filter((key) => !isWitness(key)),
    ...(witnesses.length > 0 && { witnesses: { keys: witnesses } }),
    checkpoints: textsOf(files, 'checkpoint'),
    consistencyProofs: textsOf(files, 'consistency-proof'),
  };
}

const textsOf = (files: readonly SortedFile[], role: SortedFile['role']): string[] =>
  files.filter((file) => file.role === role).map(({ bytes }) => new TextDecoder().decode(bytes));
