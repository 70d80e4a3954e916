import type { PdfReader } from '../pdf/pdf-reader.js';
import { equalBytes } from '../runtime/bytes.js';
import { type ParsedCertificate, parseReadable } from '../x509/certificate.js';
import type { ValidationData } from '../x509/validation-data.js';
import type { DocumentDigests } from './document-digests.js';
import type { LaterChanges } from './later-changes.js';
import type { SecurityStores } from './security-store.js';

/** What all judgements about one file share. */
export interface FileContext {
  readonly reader: PdfReader;
  readonly digests: DocumentDigests;
  readonly stores: SecurityStores;
  readonly changes: LaterChanges;
  /** The only certificates trusted by themselves. */
  readonly roots: readonly ParsedCertificate[];
  /** The present, as the caller wants it; null leaves each signature to its own time. */
  readonly at: Date | null;
  /** Everything the file and the caller bring, in no way trusted. */
  readonly data: ValidationData;
}

/** All entries of all parts, the first parts first, each once: limits on how many are read must not hit the own ones. */
export function mergeValidationData(...parts: readonly Partial<ValidationData>[]): ValidationData {
  const collect = (key: keyof ValidationData): Uint8Array[] =>
    unique(parts.flatMap((part) => part[key] ?? []));
  return {
    certificatesDer: collect('certificatesDer'),
    crlsDer: collect('crlsDer'),
    ocspResponsesDer: collect('ocspResponsesDer'),
  };
}

function unique(values: readonly Uint8Array[]): Uint8Array[] {
  const kept: Uint8Array[] = [];
  for (const value of values) if (!kept.some((other) => equalBytes(other, value))) kept.push(value);
  return kept;
}

/**
 * Roots for the question what a file carries, not whom to trust: a chain is complete when it ends at a pinned root
 * or at a certificate that signed itself.
 */
export function anchorsIn(
  certificatesDer: readonly Uint8Array[],
  roots: readonly ParsedCertificate[],
): ParsedCertificate[] {
  return [...roots, ...parseReadable(certificatesDer).filter(({ selfIssued }) => selfIssued)];
}
