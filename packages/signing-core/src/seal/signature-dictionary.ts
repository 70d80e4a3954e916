import { PdfString, textString } from '../pdf/objects.js';
import { serialise } from '../pdf/serialise.js';
import type { SealOptions } from './stages.js';

/** Ten digits each: enough for any file this library can hold in memory. Same text as @signpdf's placeholder. */
const BYTE_RANGE_PLACEHOLDER = '/ByteRange [0 /********** /********** /**********]';

export interface SignatureDictionary {
  /** Latin-1 text. */
  readonly body: string;
  /** Positions inside `body`, in characters, which are bytes. */
  readonly byteRangeAt: number;
  readonly byteRangeLength: number;
  /** Of `<`, and of the first position after `>`. */
  readonly contentsStart: number;
  readonly contentsEnd: number;
}

/**
 * The signature dictionary (ISO 32000-2 § 12.8.1, EN 319 142-1 § 6.3) with zeroes for the signature.
 * Written as text because two byte positions in it matter; every value a person typed goes in as a
 * hexadecimal string, so it cannot write keys of its own.
 */
export function signatureDictionary(options: SealOptions, contentsByteLength: number): SignatureDictionary {
  let body = `<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${BYTE_RANGE_PLACEHOLDER} /Contents `;
  const byteRangeAt = body.indexOf(BYTE_RANGE_PLACEHOLDER);
  const contentsStart = body.length;
  body += `<${'0'.repeat(contentsByteLength * 2)}>`;
  const contentsEnd = body.length;
  body += ` /M ${serialise(pdfDate(options.signedAt))}`;
  body += ` /Name ${serialise(textString(options.name))} /Reason ${serialise(textString(options.reason))}`;
  if (options.location) body += ` /Location ${serialise(textString(options.location))}`;
  if (options.certify) {
    const parameters = `<</Type /TransformParams /P ${options.certify} /V /1.2>>`;
    body += ` /Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams ${parameters}>>]`;
  }
  body += '>>';
  return { body, byteRangeAt, byteRangeLength: BYTE_RANGE_PLACEHOLDER.length, contentsStart, contentsEnd };
}

/** `D:YYYYMMDDHHmmSS+00'00'` (ISO 32000-2 § 7.9.4). */
function pdfDate(date: Date): PdfString {
  const digits = date.toISOString().replace(/\D/g, '').slice(0, 14);
  return new PdfString(Buffer.from(`D:${digits}+00'00'`, 'latin1'), false);
}
