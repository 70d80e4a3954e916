import { type EvidenceFileRole, evidenceFiles, evidenceRoleOf } from '@sealwright/audit';
import {
  attachmentsOf,
  readSeals,
  type Seal,
  type SealsOfFile,
  SigningError,
  type VerificationReport,
  verifyPdf,
} from '@sealwright/signing-core/verify';
import { hasPdfEnd, hasPdfHeader } from './pdf-ends.js';

/** A certificate as far as it can be read: its seals, and the files that were attached when it was sealed. */
export interface CertificateFile {
  readonly bytes: Uint8Array;
  readonly verification: VerificationReport;
  /** Null when its signatures cannot be read with certainty. */
  readonly seals: SealsOfFile | null;
  /** The organisation's seal: the one signature of the file. */
  readonly seal: Seal | null;
  readonly attachments: ReadonlyMap<EvidenceFileRole, Uint8Array>;
  /** Attached, but none of the files that belong to a certificate. */
  readonly strangers: readonly string[];
  /** Why attachments could not be read. */
  readonly problem: string | null;
}

/** Throws SigningError `trust-root-invalid` only. */
export async function openCertificate(
  bytes: Uint8Array,
  trust: { readonly trustedRootsPem: readonly string[]; readonly at: Date | undefined },
): Promise<CertificateFile> {
  const { trustedRootsPem, at } = trust;
  const verification = await verifyPdf(bytes, { trustedRootsPem, ...(at && { at }) });
  const seals = await readSeals(bytes);
  const signatures = seals?.seals.filter(({ kind }) => kind === 'signature') ?? [];
  const seal = signatures.length === 1 ? (signatures[0] ?? null) : null;
  return { bytes, verification, seals, seal, ...readAttachments(bytes, seal) };
}

type Attached = Pick<CertificateFile, 'attachments' | 'strangers' | 'problem'>;

/** From the revision that was sealed: what came later was attached by nobody who sealed. */
function readAttachments(bytes: Uint8Array, seal: Seal | null): Attached {
  const attachments = new Map<EvidenceFileRole, Uint8Array>();
  const strangers: string[] = [];
  try {
    for (const file of attachmentsOf(bytes, seal?.signedEnd ?? bytes.length)) {
      const role = evidenceRoleOf(file.fileName);
      if (role === null) strangers.push(file.fileName);
      else attachments.set(role, file.bytes);
    }
    return { attachments, strangers, problem: null };
  } catch (error) {
    return { attachments, strangers, problem: wordProblem(error) };
  }
}

function wordProblem(error: unknown): string {
  if (!(error instanceof SigningError)) return 'The attachments cannot be read.';
  if (error.code !== 'pdf-too-complex') return withoutAdvice(error.message);
  return 'The attached files unpack to far more than a certificate holds: somebody put something else into it.';
}

/** To save a damaged file anew, as senders of documents are told, would break the seal of a certificate. */
export function withoutAdvice(sentence: string): string {
  return sentence.replace(/(?<=[.]) (?:Open|Print) it .*$/s, '');
}

/**
 * Whether a PDF is an audit certificate: it carries the record of an envelope, or did before it was damaged; what became of
 * it is then for the verdict to say. Never throws.
 */
export function isCertificate(pdf: Uint8Array): boolean {
  return readAttachments(pdf, null).attachments.has('record') || namesRecord(pdf);
}

/** As a PDF spells a name: plain, or as UTF-16 in hexadecimal digits. */
function namesRecord(pdf: Uint8Array): boolean {
  // Our own verifier.html, which lies beside it in a package, holds all these words as well.
  if (!hasPdfHeader(pdf) && !hasPdfEnd(pdf)) return false;
  const { name } = evidenceFiles.record;
  const digits = Array.from(name, (sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('');
  const text = new TextDecoder('latin1').decode(pdf);
  const spellings = [`(${name})`, digits, digits.toUpperCase()];
  return text.includes('/EmbeddedFile') && spellings.some((spelling) => text.includes(spelling));
}

/** The signed note attached to an audit certificate; null for any other file. Never throws. */
export function checkpointIn(file: Uint8Array): string | null {
  const bytes = readAttachments(file, null).attachments.get('checkpoint');
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
}

/** An attached text, null when there is none or it is not UTF-8. */
export function textOf(file: CertificateFile, role: EvidenceFileRole): string | null {
  const bytes = file.attachments.get(role);
  if (bytes === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const nameOf = (role: EvidenceFileRole): string => evidenceFiles[role].name;
