import { type PdfDict, PdfName } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { Checklist, SignatureReport } from './report.js';

/** How a signature dictionary says its container is made (ISO 32000-2 table 255, EN 319 142-1 § 5). */
export interface SignatureFormat {
  readonly subFilter: string;
  readonly kind: SignatureReport['kind'];
  readonly cades: boolean;
  /** The container encloses the SHA-1 digest of the document instead of signing it directly. */
  readonly enclosesDigest: boolean;
  /** `/Contents` is the value of an RSA signature over the document, and `/Cert` names the certificates (§ 12.8.3.2). */
  readonly isBareValue: boolean;
  /** A timestamp that calls itself a signature (`/Type /Sig`): as good a proof, but none that PAdES counts. */
  readonly misnamed: boolean;
}

const plain = {
  kind: 'signature',
  cades: false,
  enclosesDigest: false,
  isBareValue: false,
} as const;

const FORMATS: Readonly<Record<string, Omit<SignatureFormat, 'subFilter' | 'misnamed'>>> = {
  'ETSI.CAdES.detached': { ...plain, cades: true },
  'adbe.pkcs7.detached': plain,
  'adbe.pkcs7.sha1': { ...plain, enclosesDigest: true },
  // ICP-Brasil's name for a CAdES container in a PDF (DOC-ICP-15.03). Judged like the older formats: by its cryptography.
  'PBAD.PAdES': plain,
  'adbe.x509.rsa_sha1': { ...plain, isBareValue: true },
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
  const typeName = type instanceof PdfName ? type.value : null;
  const isTimestamp = format?.kind === 'document-timestamp';
  // Early programs wrote their timestamps as signatures. What is in one is judged as a token all the same: it
  // says when, and never that somebody agreed.
  const typeFits = type === null || typeName === 'Sig' || (isTimestamp && typeName === 'DocTimeStamp');
  list.expect(
    'format',
    format !== undefined && typeFits,
    'The signature says which format it has.',
    'The signature does not say clearly which format it has.',
  );
  const misnamed = isTimestamp && typeName === 'Sig';
  if (misnamed)
    list.warn('timestamp-type', 'The timestamp calls itself a signature; it is judged as a timestamp.');
  return format && typeFits ? { subFilter: name, ...format, misnamed } : null;
}
