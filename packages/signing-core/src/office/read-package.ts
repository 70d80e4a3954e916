import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { damagedDocument, encryptedDocument, tooComplexDocument } from './office-refusals.js';

/** Beyond any document people sign, below what unpacking may cost. */
const MOST = { entries: 10_000, unpackedBytes: 300 << 20, partBytes: 150 << 20, ratio: 300 };
/** A small part may be all zeros. */
const RATIO_COUNTS_FROM_BYTES = 16 << 20;
/** What is kept of a part, to recognise it by. */
const HEAD_BYTES = 256 * 1024;

/** The beginning of each part by its name. */
export type PackageParts = ReadonlyMap<string, Buffer>;

/**
 * Unpacks a ZIP package part by part, counting and keeping only beginnings, before a program that would unpack it
 * without counting gets to see it. Throws `office-too-complex`, `office-encrypted`, `office-damaged`.
 */
export async function readPackage(bytes: Uint8Array): Promise<PackageParts> {
  const zip = await open(bytes);
  try {
    const parts = new Map<string, Buffer>();
    let unpackedBytes = 0;
    for (const entry of await listEntries(zip)) {
      // Two parts of one name: programs differ on which counts.
      if (parts.has(entry.fileName)) throw damagedDocument();
      const { head, byteLength } = await unpack(zip, entry, MOST.unpackedBytes - unpackedBytes);
      unpackedBytes += byteLength;
      parts.set(entry.fileName, head);
    }
    return parts;
  } finally {
    zip.close();
  }
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // yauzl refuses names that lead out of the package, and parts whose size is not the one in the directory.
  const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true, autoClose: false };
  return new Promise((resolve, reject) => {
    fromBuffer(file, options, (error, zip) => (zip ? resolve(zip) : reject(damagedDocument(error))));
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > MOST.entries) throw tooComplexDocument();
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    let declaredBytes = 0;
    zip.on('entry', (entry: Entry) => {
      declaredBytes += entry.uncompressedSize;
      if (entry.isEncrypted()) reject(encryptedDocument());
      else if (declaredBytes > MOST.unpackedBytes || isBomb(entry)) reject(tooComplexDocument());
      else {
        entries.push(entry);
        zip.readEntry();
      }
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error) => reject(damagedDocument(error)));
    zip.readEntry();
  });
}

function isBomb({ compressedSize, uncompressedSize }: Entry): boolean {
  if (uncompressedSize > MOST.partBytes) return true;
  return uncompressedSize > RATIO_COUNTS_FROM_BYTES && uncompressedSize > compressedSize * MOST.ratio;
}

async function unpack(zip: ZipFile, entry: Entry, mostBytes: number) {
  const stream = await new Promise<AsyncIterable<Buffer>>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(damagedDocument(error))));
  });
  const head: Buffer[] = [];
  let [byteLength, headLength] = [0, 0];
  try {
    for await (const chunk of stream) {
      byteLength += chunk.length;
      if (byteLength > mostBytes) throw tooComplexDocument();
      if (headLength < HEAD_BYTES) headLength += head.push(chunk) && chunk.length;
    }
  } catch (error) {
    throw byteLength > mostBytes ? tooComplexDocument() : damagedDocument(error);
  }
  return { head: Buffer.concat(head).subarray(0, HEAD_BYTES), byteLength };
}
