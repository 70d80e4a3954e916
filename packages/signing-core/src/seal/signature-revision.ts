import type { ByteRange } from '../pdf/byte-range.js';
import type { PdfRef } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { RevisionWriter } from '../pdf/revision-writer.js';
import { assertRevision, type DeclaredChange } from './assert-revision.js';
import type { SignatureDictionary } from './signature-dictionary.js';

export interface SignatureRevision {
  readonly bytes: Uint8Array;
  readonly previousLength: number;
  readonly byteRange: ByteRange;
}

/**
 * Appends a signature dictionary with an empty container and whatever `attach` puts around it. The byte range is
 * written at positions known from building the revision: a program that searches the file's text for its
 * placeholder can be stopped or diverted by a document that carries that text (reference § 1.3).
 * Throws `seal-self-check-failed`.
 */
export function writeSignatureRevision(
  reader: PdfReader,
  dictionary: SignatureDictionary,
  attach: (writer: RevisionWriter, signature: PdfRef) => DeclaredChange,
): SignatureRevision {
  const writer = new RevisionWriter(reader);
  const signature = writer.allocate();
  writer.putRaw(signature, dictionary.body);
  const declared = attach(writer, signature);
  const revision = writer.write();
  const { bytes, bodyOffsets, previousLength } = revision;
  const base = bodyOffsets.get(signature.objectNumber) ?? 0;
  const gapStart = base + dictionary.contentsStart;
  const gapEnd = base + dictionary.contentsEnd;
  const byteRange: ByteRange = [0, gapStart, gapEnd, bytes.length - gapEnd];
  const text = `/ByteRange [${byteRange.join(' ')}]`.padEnd(dictionary.byteRangeLength);
  bytes.set(Buffer.from(text, 'latin1'), base + dictionary.byteRangeAt);
  assertRevision(reader, revision, declared);
  return { bytes, previousLength, byteRange };
}
