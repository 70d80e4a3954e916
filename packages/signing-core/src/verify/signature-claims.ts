import { type PdfDict, PdfString, readTextString } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { SignatureReport } from './report.js';

/** What the signer wrote into the signature dictionary: signed, but proven by nobody else. */
export type Claims = Pick<SignatureReport, 'claimedTime' | 'name' | 'reason'>;

export function readClaims(reader: PdfReader, signature: PdfDict): Claims {
  const text = (key: string): string | null => {
    const value = reader.resolve(signature.get(key));
    return value instanceof PdfString ? readTextString(value) : null;
  };
  return { claimedTime: parsePdfDate(text('M')), name: text('Name'), reason: text('Reason') };
}

/** `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-2 § 7.9.4); a missing offset counts as UTC. */
function parsePdfDate(text: string | null): Date | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(text ?? '');
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = parts;
  const offset = sign ? `${sign}${offsetHours}:${offsetMinutes ?? '00'}` : 'Z';
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
