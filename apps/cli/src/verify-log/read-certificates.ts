import { AuditError, readAuditJson } from '@sealwright/audit';
import type { KnownHead } from '@sealwright/audit/log';
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
export async function readCertificates(files: readonly string[]): Promise<CertifiedFacts> {
  const all = files.map((file) => readCertificate(file, readInput(file)));
  return {
    heads: all.flatMap(({ heads }) => heads),
    checkpoints: all.flatMap(({ checkpoints }) => checkpoints),
  };
}

function readCertificate(file: string, bytes: Uint8Array): CertifiedFacts {
  return { heads: readHeads(file, bytes), checkpoints: [] };
}

function readHeads(file: string, bytes: Uint8Array): KnownHead[] {
  try {
    const { stream, events } = readAuditJson(bytes);
    return events.map(({ seq, chainHashHex }) => ({ stream, seq, chainHashHex }));
  } catch (cause) {
    if (!(cause instanceof AuditError)) throw cause;
    throw new CliError(
      'certificate-unreadable',
      `${JSON.stringify(file)} holds no record: ${cause.message}`,
      {
        cause,
        exitCode: exitCodes.usage,
      },
    );
  }
}
