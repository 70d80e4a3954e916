import { type PdfDict, PdfName } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { Checklist, SignatureReport } from './report.js';

/** How a signature dictionary says its container is made (ISO 32000-2 table 255, EN 319 142-1 § 5). */
export interface SignatureFormat {
  readonly subFilter: string;
  readonly kind: SignatureReport['kind'];
  /** `false`: known and readable by others, but not judged here. */
  readonly judged: boolean;
  readonly cades: boolean;
  /** The container encloses the SHA-1 digest of the document instead of signing it directly. */
  readonly enclosesDigest: boolean;
}

const plain = { kind: 'signature', judged: true, cades: false, enclosesDigest: false } as const;

const FORMATS: Readonly<Record<string, Omit<SignatureFormat, 'subFilter'>>> = {
  'ETSI.CAdES.detached': { ...plain, cades: true },
  'adbe.pkcs7.detached': plain,
  'adbe.pkcs7.sha1': { ...plain, enclosesDigest: true },
  'adbe.x509.rsa_sha1': { ...plain, judged: false },
  'ETSI.RFC3161': { ...plain, kind: 'document-timestamp' },
};

/**
 * Null when the dictionary contradicts itself or names a format nobody defined: what a reader does with such a one
 * is its guess, and an attacker's choice.
 */
export function readFormat(reader: PdfReader, signature: PdfDict, list: Checklist): SignatureFormat | null {
  const subFilter = signature.get('SubFilter');
  const name = subFilter instanceof PdfName ? subFilter.value : '';
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  const type = signature.has('Type') ? reader.resolve(signature.get('Type')) : null;
  const typeFits =
    type === null ||
    (type instanceof PdfName && type.value === (format?.kind === 'signature' ? 'Sig' : 'DocTimeStamp'));
  list.expect(
    'format',
    format !== undefined && typeFits,
    'The signature says which format it has.',
    'The signature does not say clearly which format it has.',
  );
  return format && typeFits ? { subFilter: name, ...format } : null;
}
