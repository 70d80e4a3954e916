import {
  PDFArray,
  PDFBool,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib';
import {
  name,
  PdfDict,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../pdf/objects.js';

/**
 * Reads the object whose body begins at `offset` with pdf-lib's parser, which shares no code with ours, and
 * answers it in our terms. Costs what the object costs, whatever the size of the file. Throws what pdf-lib throws.
 */
export function readObjectElsewhere(increment: Uint8Array, offset: number): PdfObject {
  const parser = PDFObjectParser.forBytes(increment.subarray(offset), PDFContext.create());
  const parsed = parser.parseObject();
  if (parsed instanceof PDFRawStream) return new PdfStream(translateDict(parsed.dict), parsed.contents);
  return translate(parsed);
}

function translate(value: PDFObject): PdfValue {
  if (value instanceof PDFDict) return translateDict(value);
  if (value instanceof PDFArray) return value.asArray().map(translate);
  if (value instanceof PDFName) return name(Buffer.from(value.asBytes()).toString('latin1'));
  if (value instanceof PDFNumber) return value.asNumber();
  if (value instanceof PDFBool) return value.asBoolean();
  if (value instanceof PDFRef) return new PdfRef(value.objectNumber, value.generationNumber);
  if (value instanceof PDFHexString) return new PdfString(value.asBytes(), true);
  if (value instanceof PDFString) return new PdfString(value.asBytes(), false);
  return null;
}

function translateDict(value: PDFDict): PdfDict {
  return new PdfDict(
    value
      .entries()
      .map(([key, item]) => [Buffer.from(key.asBytes()).toString('latin1'), translate(item)] as const),
  );
}
