import { rawBytes } from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';
import { cutPadding, type ParsedCms, parseCms } from '../cms/parse-signed-data.js';
import { isName, type PdfDict, PdfString } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { type ReadToken, readToken } from '../timestamp/read-token.js';
import type { PathPurpose } from '../x509/path-result.js';

/** A certificate of a file that a verifier will ask about, and the time at which he will ask. */
export interface Subject {
  /** Ends the sentence "The certificate … of …". */
  readonly label: string;
  readonly certificateDer: Uint8Array;
  readonly poolDer: readonly Uint8Array[];
  readonly purpose: PathPurpose;
  readonly at: Date;
  /** First position behind what the signature or document timestamp signs. */
  readonly signedEnd: number;
  /** The newest signature and what protects it; without proof for these a file has not reached its level. */
  readonly required: boolean;
}

interface Part {
  readonly fieldName: string;
  /** First position behind what it signs. */
  readonly end: number;
  readonly cms: ParsedCms | null;
  /** Of the signature, or the document timestamp itself. */
  readonly tokens: readonly ReadToken[];
}

/**
 * The signers and timestamp authorities of a file, each with the earliest time that a timestamp proves for it, else
 * `now`. `othersDer`: certificates that its timestamps may have left out. What cannot be read is left out: the verifier says so, and no validation data would help it.
 */
export function readSubjects(reader: PdfReader, now: Date, othersDer: readonly Uint8Array[]): Subject[] {
  const parts = listSignatureFields(reader).flatMap(({ fieldName, value }) => {
    const part = value ? readPart(reader, { fieldName, value, othersDer }) : null;
    return part ? [part] : [];
  });
  const newest = Math.max(...parts.filter(({ cms }) => cms !== null).map(({ end }) => end));
  return parts.flatMap((part) => subjectsOf(part, parts, { now, required: part.end >= newest }));
}

function readPart(
  reader: PdfReader,
  {
    fieldName,
    value,
    othersDer,
  }: { readonly fieldName: string; readonly value: PdfDict; readonly othersDer: readonly Uint8Array[] },
): Part | null {
  const contents = value.get('Contents');
  const [, , start, length] = reader.arrayAt(value, 'ByteRange') ?? [];
  if (!(contents instanceof PdfString) || typeof start !== 'number' || typeof length !== 'number')
    return null;
  const about = { fieldName, end: start + length };
  try {
    if (isName(reader.resolve(value.get('SubFilter')), 'ETSI.RFC3161'))
      return { ...about, cms: null, tokens: [readToken(cutPadding(contents.bytes), othersDer)] };
    const cms = parseCms(contents.bytes, { mayEnclose: true, mayLackAttributes: true });
    const tokens = (cms.unsignedAttributes.get(ATTRIBUTE_OID.signatureTimestamp) ?? []).map(rawBytes);
    return { ...about, cms, tokens: tokens.map((der) => readToken(der, othersDer)) };
  } catch {
    return null;
  }
}

function subjectsOf(
  part: Part,
  parts: readonly Part[],
  { now, required }: { readonly now: Date; readonly required: boolean },
): Subject[] {
  const laterStamps = parts.filter(({ cms, end }) => cms === null && end > part.end);
  const later = earliest(
    laterStamps.flatMap(({ tokens }) => tokens),
    now,
  );
  const ofTokens = part.tokens.map((token) => ({
    label: part.cms ? `the timestamp of "${part.fieldName}"` : `the document timestamp "${part.fieldName}"`,
    certificateDer: token.signerCertificateDer,
    poolDer: token.certificatesDer,
    purpose: 'timestamping' as const,
    at: later,
    signedEnd: part.end,
    required,
  }));
  if (!part.cms) return ofTokens;
  const { signerCertificateDer, certificatesDer } = part.cms;
  const signer = {
    label: `the signature "${part.fieldName}"`,
    certificateDer: signerCertificateDer,
    poolDer: certificatesDer,
    purpose: 'document-signing' as const,
    at: earliest(part.tokens, later),
    signedEnd: part.end,
    required,
  };
  return [signer, ...ofTokens];
}

function earliest(tokens: readonly ReadToken[], otherwise: Date): Date {
  return new Date(Math.min(otherwise.getTime(), ...tokens.map(({ time }) => time.getTime())));
}
