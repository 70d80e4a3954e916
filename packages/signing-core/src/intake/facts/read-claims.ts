import { decodeStream } from '../../pdf/decode-stream.js';
import { PdfStream } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Metadata are a page of text; what is larger is no claim worth reading. */
const MAX_METADATA_BYTES = 4 * 1024 * 1024;

/**
 * The standards a file says it obeys (ISO 19005, ISO 14289), from its XMP. Read as text, not as XML: nobody's entities are
 * expanded for a claim that is only shown.
 */
export function readClaims(reader: PdfReader): string[] {
  const stream = reader.resolve(reader.catalog.get('Metadata'));
  const bytes = stream instanceof PdfStream ? decodeMetadata(reader, stream) : null;
  if (!bytes) return [];
  const text = Buffer.from(bytes).toString('latin1').replaceAll('\0', '');
  const part = claimIn(text, 'pdfaid', 'part');
  const accessible = claimIn(text, 'pdfuaid', 'part');
  return [
    ...(part === null
      ? []
      : [`PDF/A-${part}${(claimIn(text, 'pdfaid', 'conformance') ?? '').toLowerCase()}`]),
    ...(accessible === null ? [] : [`PDF/UA-${accessible}`]),
  ];
}

function decodeMetadata(reader: PdfReader, stream: PdfStream): Uint8Array | null {
  try {
    return decodeStream(stream, reader.resolve, MAX_METADATA_BYTES);
  } catch {
    return null;
  }
}

/** As an attribute or as an element; one digit or letter, so that nothing else can be smuggled into the report. */
function claimIn(text: string, prefix: string, key: string): string | null {
  const written = new RegExp(`${prefix}:${key}(?:\\s*=\\s*["']|>\\s*)([0-9A-Za-z])\\s*["'<]`).exec(text);
  return written?.[1] ?? null;
}
