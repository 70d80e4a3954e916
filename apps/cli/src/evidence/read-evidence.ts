import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { LogError } from '@sealwright/audit/log';
import { type EvidenceInput, evidenceOf, linesOf, type SortedFile, sortFiles } from '@sealwright/verifier';
import { readInput } from '../seal/input-file.js';
import { CliError, exitCodes } from '../terminal/cli-error.js';

/** File names; keys may be written out instead. */
export interface EvidencePaths {
  /** A certificate or an evidence package. */
  readonly evidence: string;
  readonly documents: readonly string[];
  readonly trust: readonly string[];
  readonly keys: readonly string[];
  readonly checkpoints: readonly string[];
  readonly otherCertificates: readonly string[];
  readonly proofs: readonly string[];
}

/**
 * Reads everything that was named. Each file is what its option says it is; only in an evidence package files are told apart
 * by what is in them.
 * @throws CliError `file-unreadable`, `evidence-unreadable`, `note-key-invalid`, all with exit code 64
 */
export function readEvidence(paths: EvidencePaths): { input: EvidenceInput; sha256Hex: string } {
  const bytes = readInput(paths.evidence);
  const trust = { trustedRootsPem: paths.trust.map(readText), keys: paths.keys.flatMap(readKeys) };
  const input = putTogether(openEvidence(paths.evidence, bytes), trust);
  return {
    sha256Hex: createHash('sha256').update(bytes).digest('hex'),
    input: {
      ...input,
      documents: [
        ...(input.documents ?? []),
        ...paths.documents.map((path) => ({ name: basename(path), bytes: readInput(path) })),
      ],
      checkpoints: paths.checkpoints.map(readText),
      otherCertificates: [
        ...(input.otherCertificates ?? []),
        ...paths.otherCertificates.map((path) => readInput(path)),
      ],
      consistencyProofs: [...(input.consistencyProofs ?? []), ...paths.proofs.map(readText)],
    },
  };
}

/** Whatever the one file is, it is judged as a certificate: one that is none fails with a sentence, not as wrong usage. */
function openEvidence(path: string, bytes: Uint8Array): readonly SortedFile[] {
  const name = basename(path);
  const sorted = sortFiles([{ name, bytes }]);
  if (sorted.some(({ role }) => role === 'certificate')) return sorted;
  const isPackage = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (!isPackage) return [{ name, bytes, role: 'certificate', packageName: null, problem: null }];
  const sentence = sorted[0]?.problem ?? 'This package holds no audit certificate.';
  throw new CliError('evidence-unreadable', sentence, { exitCode: exitCodes.usage });
}

function putTogether(files: readonly SortedFile[], trust: Parameters<typeof evidenceOf>[1]): EvidenceInput {
  try {
    const input = evidenceOf(files, trust);
    if (input) return input;
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new CliError(error.code, error.message, { cause: error, exitCode: exitCodes.usage });
  }
  throw new CliError('evidence-unreadable', 'There is no certificate to check.', {
    exitCode: exitCodes.usage,
  });
}

const readText = (path: string): string => readInput(path).toString('utf8');

/** A key written out, or a file with one on each line. */
const readKeys = (given: string): string[] => (existsSync(given) ? linesOf(readText(given)) : [given]);
