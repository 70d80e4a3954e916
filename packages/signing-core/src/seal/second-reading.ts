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
import { PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../pdf/objects.js';
import { serialise } from '../pdf/serialise.js';

/*
 * One object as text, written the same way whoever has read it: names and strings in hexadecimal, since two
 * parsers may spell them differently and mean the same. Streams are told by their dictionary and their bytes.
 */

/** As our own reader sees it. */
export function describeObject(object: PdfObject): string {
  if (object instanceof PdfStream) return `${describeObject(object.dict)}${hex(object.data)}`;
  if (object instanceof PdfDict) {
    return `<<${[...object].map(([key, value]) => `/${hexOf(key)} ${describeObject(value)}`).join(' ')}>>`;
  }
  if (object instanceof PdfName) return `/${hexOf(object.value)}`;
  if (object instanceof PdfString) return `<${hex(object.bytes)}>`;
  if (Array.isArray(object)) return `[${object.map(describeObject).join(' ')}]`;
  return serialise(object);
}

/**
 * As pdf-lib's parser sees what begins at `offset`; it shares no code with ours. Costs what the object costs,
 * whatever the size of the file. Throws what pdf-lib throws.
 */
export function describeElsewhere(increment: Uint8Array, offset: number): string {
  return describe(PDFObjectParser.forBytes(increment.subarray(offset), PDFContext.create()).parseObject());
}

function describe(value: PDFObject): string {
  if (value instanceof PDFRawStream) return `${describe(value.dict)}${hex(value.contents)}`;
  if (value instanceof PDFDict) {
    return `<<${value
      .entries()
      .map(([key, item]) => `/${hex(key.asBytes())} ${describe(item)}`)
      .join(' ')}>>`;
  }
  if (value instanceof PDFName) return `/${hex(value.asBytes())}`;
  if (value instanceof PDFHexString) return `<${value.asString().toLowerCase()}>`;
  if (value instanceof PDFString) return `<${hex(value.asBytes())}>`;
  if (value instanceof PDFArray) return `[${value.asArray().map(describe).join(' ')}]`;
  if (value instanceof PDFRef) return `${value.objectNumber} ${value.generationNumber} R`;
  if (value instanceof PDFNumber) return serialise(value.asNumber());
  return value instanceof PDFBool ? serialise(value.asBoolean()) : 'null';
}

const hex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

const hexOf = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('hex');
