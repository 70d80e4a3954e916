import { AuditError, evidenceFiles, readAuditJson } from '@sealwright/audit';
import type { KnownHead } from '@sealwright/audit/log';
import { attachmentsOf, SigningError } from '@sealwright/signing-core/verify';
import { readInput } from '../seal/input-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** What certificates somebody kept say about the log they were made beside. */
export interface CertifiedFacts {
  /** Of every event in them, so that the first one that differs is named, not only the last. */
  readonly heads: readonly KnownHead[];
  readonly checkpoints: readonly string[];
}

/**
 * Reads audit certificates (PDF), or the `audit.json` out of one. Whether the certificate itself is genuine is for
 * `audit verify`; a forged one can only make the log look broken.
 *
 * @throws CliError `certificate-unreadable` with exit code 64
 */
export function readCertificates(files: readonly string[]): CertifiedFacts {
  const all = files.map((file) => readCertificate(file, readInput(file)));
  return {
    heads: all.flatMap(({ heads }) => heads),
    checkpoints: all.flatMap(({ checkpoints }) => checkpoints),
  };
}

function readCertificate(file: string, bytes: Uint8Array): CertifiedFacts {
  try {
    if (!isPdf(bytes)) return { heads: readHeads(bytes), checkpoints: [] };
    const attached = new Map(attachmentsOf(bytes).map(({ fileName, bytes: content }) => [fileName, content]));
    const record = attached.get(evidenceFiles.record.name);
    if (record === undefined) throw unreadable(file, 'no audit.json is attached to it.');
    const checkpoint = attached.get(evidenceFiles.checkpoint.name);
    return {
      heads: readHeads(record),
      checkpoints: checkpoint === undefined ? [] : [new TextDecoder().decode(checkpoint)],
    };
  } catch (cause) {
    if (cause instanceof AuditError || cause instanceof SigningError) {
      throw unreadable(file, cause.message, cause);
    }
    throw cause;
  }
}

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1_024)).includes('%PDF-');
}

function readHeads(auditJson: Uint8Array): KnownHead[] {
  const { stream, events } = readAuditJson(auditJson);
  return events.map(({ seq, chainHashHex }) => ({ stream, seq, chainHashHex }));
}

function unreadable(file: string, reason: string, cause?: unknown): CliError {
  const sentence = `${JSON.stringify(file)} is no audit certificate: ${reason}`;
  return new CliError('certificate-unreadable', sentence, { cause, exitCode: exitCodes.usage });
}
