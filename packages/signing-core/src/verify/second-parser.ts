import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib';

export interface SecondReading {
  readonly pageCount: number;
  /** Of the signature that reaches the end of the file; null when this parser finds none. */
  readonly outermostByteRange: readonly number[] | null;
  /** Hexadecimal, as found in the dictionary. */
  readonly outermostContentsHex: string | null;
}

/**
 * Reads a sealed file with pdf-lib, which shares no code with our reader: it scans the file instead of
 * following its cross-reference. What both see alike, other programs will see too. Throws what pdf-lib throws.
 */
export async function readWithSecondParser(bytes: Uint8Array): Promise<SecondReading> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  const { context, catalog } = document;
  const form = context.lookup(catalog.get(PDFName.of('AcroForm')));
  const fields = form instanceof PDFDict ? context.lookup(form.get(PDFName.of('Fields'))) : undefined;
  const references = fields instanceof PDFArray ? fields.asArray() : [];
  for (const reference of references.reverse()) {
    const field = context.lookup(reference);
    const value = field instanceof PDFDict ? context.lookup(field.get(PDFName.of('V'))) : undefined;
    if (!(value instanceof PDFDict)) continue;
    const byteRange = readNumbers(context.lookup(value.get(PDFName.of('ByteRange'))));
    if ((byteRange[2] ?? 0) + (byteRange[3] ?? 0) !== bytes.length) continue;
    const contents = value.get(PDFName.of('Contents'));
    const hex = contents instanceof PDFHexString ? contents.asString() : null;
    return { pageCount: document.getPageCount(), outermostByteRange: byteRange, outermostContentsHex: hex };
  }
  return { pageCount: document.getPageCount(), outermostByteRange: null, outermostContentsHex: null };
}

function readNumbers(value: unknown): number[] {
  const items = value instanceof PDFArray ? value.asArray() : [];
  return items.map((item) => (item instanceof PDFNumber ? item.asNumber() : Number.NaN));
}
