import { evidenceRoleOf } from '@sealwright/audit';
import { parseConsistencyProof, parseSignedNote, parseVerifierKey } from '@sealwright/audit/log';
import type { NamedFile } from '../evidence-input.js';
import { isCertificate } from './certificate-file.js';
import { openPackage } from './open-package.js';
import { hasPdfHeader } from './pdf-ends.js';

/** What a file is good for, told from its content and never from its name. */
export type FileRole =
  | 'certificate'
  | 'document'
  | 'roots'
  | 'log-keys'
  | 'checkpoint'
  | 'consistency-proof'
  | 'part-of-certificate'
  | 'unusable';

export interface SortedFile extends NamedFile {
  readonly role: FileRole;
  /** The evidence package it came in; null for a file given by itself. */
  readonly packageName: string | null;
  /** Why it is of no use; null when it is. */
  readonly problem: string | null;
}

export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** Sorts files as they are given, packages unpacked. Never throws on what is in them. */
export function sortFiles(files: readonly NamedFile[]): SortedFile[] {
  return files.flatMap((file) => {
    if (file.bytes.length > MAX_FILE_BYTES)
      return [sorted(file, 'unusable', 'It is larger than 256 MB, the most that is checked here.')];
    if (!startsWith(file.bytes, 'PK\u0003\u0004')) return [sortFile(file)];
    return sortPackage(file);
  });
}

/** Of a package only PDFs and proofs count: keys and roots that come with the evidence are nobody's trust in it. */
function sortPackage(file: NamedFile): SortedFile[] {
  const opened = openPackage(file.bytes, MAX_FILE_BYTES);
  if (typeof opened === 'string') return [sorted(file, 'unusable', opened)];
  const inside = opened.map((one) => ({ ...sortFile(one), packageName: file.name }));
  const useful = inside.filter(({ role }) => ['certificate', 'document', 'consistency-proof'].includes(role));
  if (useful.length > 0) return useful;
  return [
    sorted(file, 'unusable', 'This package holds no PDF. Drop the evidence package as it was downloaded.'),
  ];
}

function sortFile(file: NamedFile): SortedFile {
  if (file.bytes.length === 0) return sorted(file, 'unusable', 'This file is empty.');
  if (isCertificate(file.bytes)) return sorted(file, 'certificate');
  if (hasPdfHeader(file.bytes)) return sorted(file, 'document');
  const role = roleOfText(file);
  if (role !== null) return sorted(file, role);
  return sorted(
    file,
    'unusable',
    'This is not a PDF, a root certificate (PEM), a key or checkpoint of a log, or an evidence package.',
  );
}

const sorted = (file: NamedFile, role: FileRole, problem: string | null = null): SortedFile => ({
  ...file,
  role,
  packageName: null,
  problem,
});

function startsWith(bytes: Uint8Array, signature: string): boolean {
  return [...signature].every((sign, index) => bytes[index] === sign.charCodeAt(0));
}

const MAX_TEXT_BYTES = 8 * 1024 * 1024;

function roleOfText({ name, bytes }: NamedFile): FileRole | null {
  if (bytes.length > MAX_TEXT_BYTES) return null;
  const text = new TextDecoder().decode(bytes);
  // What was taken out of a certificate vouches for nothing: its own keys must not become the reader's.
  if (evidenceRoleOf(name.split('/').at(-1) ?? name) !== null) return 'part-of-certificate';
  if (/^-----BEGIN CERTIFICATE-----\s*$/m.test(text)) return 'roots';
  if (reads(() => parseConsistencyProof(text))) return 'consistency-proof';
  if (reads(() => parseSignedNote(text))) return 'checkpoint';
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => reads(() => parseVerifierKey(line))) ? 'log-keys' : null;
}

/** Lines that say something; what follows a hash sign is a comment. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function reads(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
