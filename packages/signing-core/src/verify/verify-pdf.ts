import { SigningError } from '../errors.js';
import type { PdfDict } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields, type SignatureField } from '../pdf/signature-fields.js';
import { equalBytes } from '../runtime/bytes.js';
import { readTrustedRoots } from './certificate-chain.js';
import { Checklist, type SignatureReport, type VerificationReport } from './report.js';
import { verifySignature } from './verify-signature.js';

export interface VerifyOptions {
  /** The only roots trusted. Empty: integrity is judged, trust stays unknown. */
  readonly trustedRootsPem: readonly string[];
  /** The file that was sealed: the checked file must begin with exactly these bytes. */
  readonly expectedPrefix?: Uint8Array;
  /** When to judge certificates. Default: the time each signature claims. */
  readonly at?: Date;
}

type FilledField = SignatureField & { readonly value: PdfDict };

/**
 * Reads a PDF as an opponent's and answers a checklist. Any doubt in reading is `invalid`; nothing named in the
 * file is fetched. Throws only `trust-root-invalid`: what is wrong with the file is in the report.
 */
export async function verifyPdf(bytes: Uint8Array, options: VerifyOptions): Promise<VerificationReport> {
  const roots = readTrustedRoots(options.trustedRootsPem);
  const list = new Checklist();
  if (options.expectedPrefix) checkPrefix(bytes, options.expectedPrefix, list);
  const opened = open(bytes, list);
  if (!opened) return { verdict: 'invalid', signatures: [], checks: list.checks };
  const { reader, fields } = opened;
  const signatures: SignatureReport[] = [];
  for (const [index, field] of fields.entries()) {
    const own = new Checklist(`signature-${index + 1}.`);
    signatures.push(await verifySignature(reader, field, { roots, at: options.at }, own));
    list.checks.push(...own.checks);
  }
  const outermost = signatures.find((signature) => signature.coverage === 'whole-file');
  list.expect(
    'coverage',
    outermost !== undefined && signatures.every((signature) => signature.coverage !== 'broken'),
    'The last signature covers the whole file.',
    'Bytes of the file are not covered by any signature.',
  );
  if (signatures.length > 1) {
    list.warn(
      'revisions',
      'The file was extended after an earlier signature; the changes between are not judged.',
    );
  }
  return { verdict: conclude(outermost, signatures, list), signatures, checks: list.checks };
}

function open(bytes: Uint8Array, list: Checklist): { reader: PdfReader; fields: FilledField[] } | null {
  try {
    const reader = new PdfReader(bytes);
    const plain = list.expect(
      'structure',
      !reader.trailer.has('Encrypt'),
      'The file can be read.',
      'The file is encrypted.',
    );
    const all = plain ? listSignatureFields(reader) : [];
    const fields = all.filter((field): field is FilledField => field.value !== null);
    if (!plain || !checkFields(all, fields, list)) return null;
    return { reader, fields };
  } catch (error) {
    const detail = error instanceof SigningError ? error.message : 'The file cannot be read.';
    list.expect('structure', false, '', detail);
    return null;
  }
}

/** Two fields of one name, or one signature shown by two fields, let a reader pick another one than we judged. */
function checkFields(
  all: readonly SignatureField[],
  filled: readonly FilledField[],
  list: Checklist,
): boolean {
  const signed = list.expect(
    'signed',
    filled.length > 0,
    'The file is signed.',
    'The file carries no signature.',
  );
  const names = all.map((field) => field.fieldName);
  const values = filled.map((field) => field.valueReference?.objectNumber ?? Symbol('direct'));
  const unique = list.expect(
    'fields',
    new Set(names).size === names.length && new Set(values).size === values.length,
    'Each signature has one field of its own.',
    'Two signature fields share a name or a signature.',
  );
  return signed && unique;
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

function conclude(
  outermost: SignatureReport | undefined,
  signatures: readonly SignatureReport[],
  list: Checklist,
): VerificationReport['verdict'] {
  if (list.failed || !outermost || signatures.some((signature) => signature.integrity === 'broken'))
    return 'invalid';
  const decided = outermost.certificate === 'trusted' && outermost.integrity === 'intact';
  return decided ? 'valid' : 'indeterminate';
}
