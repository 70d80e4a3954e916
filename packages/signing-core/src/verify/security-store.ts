import { decodeStream } from '../pdf/decode-stream.js';
import { PdfDict, PdfRef, PdfStream, type PdfValue } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { NO_VALIDATION_DATA, type ValidationData } from '../x509/validation-data.js';

/** The file is an opponent's: what reading its store costs is bounded. */
const MAX_ENTRIES = 512;
const MAX_ENTRY_BYTES = 16 * 1024 * 1024;

/** Document security stores (EN 319 142-1 § 5.4.2) as they stand at the end of each revision. */
export class SecurityStores {
  private readonly known = new Map<number, ValidationData>();

  constructor(private readonly whole: PdfReader) {}

  /** What the revision that ends at `end` carries. A store that cannot be read proves nothing: it counts as empty. */
  at(end: number): ValidationData {
    const known = this.known.get(end) ?? this.read(end);
    this.known.set(end, known);
    return known;
  }

  private read(end: number): ValidationData {
    try {
      const { bytes } = this.whole;
      return readSecurityStore(end === bytes.length ? this.whole : new PdfReader(bytes.subarray(0, end)));
    } catch {
      return NO_VALIDATION_DATA;
    }
  }
}

/** Where the store was last written, -1 when there is none. */
export function securityStoreOffset(reader: PdfReader): number {
  const own = reader.catalog.get('DSS');
  if (!own) return -1;
  const place = own instanceof PdfRef ? own : reader.trailer.get('Root');
  if (!(place instanceof PdfRef)) return -1;
  const { entries } = reader.crossReference;
  const entry = entries.get(place.objectNumber);
  const written = entry?.kind === 'compressed' ? entries.get(entry.streamNumber) : entry;
  return written?.kind === 'offset' ? written.offset : -1;
}

/** Entries of the store and of its VRI dictionaries, which older programs fill instead. */
function readSecurityStore(reader: PdfReader): ValidationData {
  const store = reader.dictAt(reader.catalog, 'DSS');
  if (!store) return NO_VALIDATION_DATA;
  const related = reader.dictAt(store, 'VRI') ?? new PdfDict();
  const dictionaries = [...related.values()]
    .slice(0, MAX_ENTRIES)
    .map((value) => reader.resolve(value))
    .filter((value) => value instanceof PdfDict);
  const collect = (key: string, relatedKey: string): Uint8Array[] =>
    readEntries(reader, [
      ...(reader.arrayAt(store, key) ?? []),
      ...dictionaries.flatMap((dictionary) => reader.arrayAt(dictionary, relatedKey) ?? []),
    ]);
  return {
    certificatesDer: collect('Certs', 'Cert'),
    crlsDer: collect('CRLs', 'CRL'),
    ocspResponsesDer: collect('OCSPs', 'OCSP'),
  };
}

function readEntries(reader: PdfReader, values: readonly PdfValue[]): Uint8Array[] {
  const streams = new Set(values.slice(0, MAX_ENTRIES).map((value) => reader.resolve(value)));
  return [...streams].flatMap((stream) => {
    if (!(stream instanceof PdfStream)) return [];
    const data = decodeOrNull(reader, stream);
    return data ? [data] : [];
  });
}

function decodeOrNull(reader: PdfReader, stream: PdfStream): Uint8Array | null {
  try {
    return decodeStream(stream, reader.resolve, MAX_ENTRY_BYTES);
  } catch {
    return null;
  }
}
