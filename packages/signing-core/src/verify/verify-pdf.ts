import { SigningError } from '../errors.js';
import { equalBytes } from '../runtime/bytes.js';
import type { ParsedCertificate } from '../x509/certificate.js';
import { readTrustedRoots } from '../x509/trusted-roots.js';
import type { ValidationData } from '../x509/validation-data.js';
import { ORDER_CHECK } from './check-cms.js';
import { conclude } from './conclude.js';
import { DocumentDigests } from './document-digests.js';
import { judgeDocumentTimestamps } from './document-timestamps.js';
import { type FileContext, mergeValidationData } from './file-context.js';
import { LaterChanges } from './later-changes.js';
import { findDroppedSignatures, findRangeCollisions } from './modifications/index.js';
import { type OpenedFile, openFile, UNREADABLE } from './open-file.js';
import { type ReadSignature, readSignature } from './read-signature.js';
import { Checklist, type SignatureReport, type VerificationReport } from './report.js';
import { reportSignature } from './report-signature.js';
import { SecurityStores } from './security-store.js';
import { readTokenCertificates } from './token-certificates.js';

export interface VerifyOptions {
  /** The only roots trusted. Empty: integrity is judged, trust stays unknown. */
  readonly trustedRootsPem: readonly string[];
  /** The file that was sealed: the checked file must begin with exactly these bytes. */
  readonly expectedPrefix?: Uint8Array;
  /**
   * The present: when timestamps, and signatures without a proven time, are judged. Default: the time each one claims
   * for itself.
   */
  readonly at?: Date;
  /**
   * Whoever seals a document that others signed before, and knows that it was filled in after them, asks about the
   * last signature alone: what was done to the earlier ones is then a warning. Default: every signature must hold.
   */
  readonly earlierSignatures?: 'must-hold' | 'may-be-overtaken';
  /** Certificates, revocation lists and OCSP answers beside those in the file. Not trusted by being given. */
  readonly validationData?: ValidationData;
}

/**
 * Reads a PDF as an opponent's and answers a checklist. Any doubt in reading is `invalid`; nothing named in the
 * file is fetched. Throws only `trust-root-invalid`: what is wrong with the file is in the report.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  const roots = readTrustedRoots(options.trustedRootsPem);
  const list = new Checklist();
  if (options.expectedPrefix) checkPrefix(bytes, options.expectedPrefix, list);
  const opened = openFile(bytes, list);
  if (!opened) return { verdict: 'invalid', signatures: [], checks: list.checks };
  try {
    return await judgeFile(opened, options, roots, list);
  } catch (error) {
    // An object that nobody needed to open the file may still be broken: doubt, not a crash of the caller.
    list.expect('structure', false, '', error instanceof SigningError ? error.message : UNREADABLE);
    return { verdict: 'invalid', signatures: [], checks: list.checks };
  }
}

async function judgeFile(
  { reader, fields }: OpenedFile,
  options: VerifyOptions,
  roots: readonly ParsedCertificate[],
  list: Checklist,
): Promise<VerificationReport> {
  const { bytes } = reader;
  const digests = new DocumentDigests(bytes);
  const stores = new SecurityStores(reader);
  const read: ReadSignature[] = [];
  for (const [index, field] of fields.entries())
    read.push(await readSignature(reader, field, digests, index + 1));
  const data = gatherData(read, stores.at(bytes.length), options.validationData);
  const changes = new LaterChanges(bytes);
  const context = { reader, digests, stores, changes, roots, at: options.at ?? null, data };
  const strict = options.earlierSignatures !== 'may-be-overtaken';
  const signatures = await judgeAll(read, context, strict);
  for (const { list: own, coverage } of read) {
    // Whoever seals after them answers for the order of their own attributes.
    if (!strict && coverage !== 'whole-file') own.demote(ORDER_CHECK);
    list.checks.push(...own.checks);
  }
  checkCoverage(read, changes, list);
  for (const fieldName of findDroppedSignatures(bytes)) {
    list.warn('dropped-signature', `An earlier signature, "${fieldName}", was taken out of this document.`);
  }
  return { verdict: conclude(signatures, list), signatures, checks: list.checks };
}

/** Answers in the order of the form; judges in the order of the file. */
async function judgeAll(
  read: readonly ReadSignature[],
  context: FileContext,
  strict: boolean,
): Promise<SignatureReport[]> {
  const ordered = read.toSorted((left, right) => left.signedEnd - right.signedEnd);
  const timestamps = await judgeDocumentTimestamps(ordered, context);
  const reports: SignatureReport[] = [];
  for (const signature of read) reports.push(await reportSignature(signature, timestamps, context, strict));
  return reports;
}

/** What is said about the file itself comes first: limits on how much is read must not hit it. */
function gatherData(
  read: readonly ReadSignature[],
  store: ValidationData,
  given: ValidationData | undefined,
): ValidationData {
  const own = read.map(({ cms, tokenDer }) => ({
    certificatesDer: [...(cms?.certificatesDer ?? []), ...readTokenCertificates(cms, tokenDer)],
    crlsDer: cms?.crlsDer ?? [],
  }));
  return mergeValidationData(given ?? {}, store, ...own);
}

function checkPrefix(bytes: Uint8Array, prefix: Uint8Array, list: Checklist): void {
  const begins = bytes.length >= prefix.length && equalBytes(bytes.subarray(0, prefix.length), prefix);
  list.expect(
    'prefix',
    begins,
    'The file begins byte for byte with the document that was frozen.',
    'The file does not begin with the document that was frozen.',
  );
}

function checkCoverage(read: readonly ReadSignature[], changes: LaterChanges, list: Checklist): void {
  const whole = read.some(({ coverage }) => coverage === 'whole-file');
  const lastEnd = Math.max(...read.map(({ signedEnd }) => signedEnd));
  const covered = read.every(({ coverage }) => coverage !== 'broken');
  list.expect(
    'coverage',
    covered && (whole || changes.onlyArchiveAfter(lastEnd)),
    whole ? 'The last signature covers the whole file.' : 'Only validation data follows the last signature.',
    'Bytes of the file are not covered by any signature.',
  );
  const ranges = read.flatMap(({ signed }) => (signed ? [signed.byteRange] : []));
  const [collision] = findRangeCollisions(ranges);
  if (collision) list.expect('ranges', false, '', collision);
}
