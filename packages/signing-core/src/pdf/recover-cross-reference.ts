import { damaged } from './damaged.js';
import { isName, PdfDict, PdfRef, PdfStream, type PdfValue } from './objects.js';
import { parseDamagedObject } from './parse-damaged-object.js';
import { parseValue } from './parse-object.js';
import { readObjectStream } from './read-object-stream.js';
import type { CrossReference, XrefEntry } from './xref-entry.js';

/** Bounded, so that rows of digits or spaces cost no more than their length. */
const LANDMARK = /(?<!\d)(\d{1,10})[\s\0]{1,16}\d{1,5}[\s\0]{1,16}obj|\btrailer\b/g;
/** What must be known of a trailer that cannot be read as a whole. */
const REFERENCE_IN_TRAILER = /\/(Root|Info|Encrypt)[\s\0]{1,16}(\d{1,10})[\s\0]{1,16}\d{1,5}[\s\0]{1,16}R/g;
const MAX_TRAILER_BYTES = 4096;
/** Each costs a look as far as it goes; a file that is damaged has a few, one that is made to cost time has thousands. */
const MAX_UNREADABLE = 500;
const MAX_OBJECTS = 1_000_000;
const KEPT_OF_TRAILER = ['Root', 'Info', 'ID', 'Encrypt'];

/**
 * The table of contents of a file whose own is wrong: every object that can be found by reading from the first byte to
 * the last, the later of two with one number. Throws `pdf-damaged` when the file does not end with a trailer: half a
 * contract can be put together too.
 */
export function recoverCrossReference(bytes: Uint8Array): CrossReference {
  const found = new Landmarks(bytes);
  const trailer = found.trailer();
  const { entries } = found;
  return {
    sections: [{ offset: 0, kind: 'table', trailer, entries, streamNumbers: [] }],
    entries,
    trailer,
  };
}

class Landmarks {
  readonly entries = new Map<number, XrefEntry>();
  private readonly trailers: PdfDict[] = [];
  private endsWithTrailer = false;
  private unreadable = 0;

  constructor(private readonly bytes: Uint8Array) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const landmarks = new RegExp(LANDMARK);
    for (let match = landmarks.exec(text); match; match = landmarks.exec(text)) {
      const [words, objectNumber] = match;
      const end =
        objectNumber === undefined
          ? this.takeTrailer(match.index + words.length)
          : this.takeObject(Number(objectNumber), match.index);
      landmarks.lastIndex = Math.max(end, match.index + words.length);
      if (this.entries.size > MAX_OBJECTS) throw damaged('it has far more parts than a document needs');
    }
  }

  /** Of the newest trailer that names a catalogue that is there, and what only older ones have. */
  trailer(): PdfDict {
    const merged = new PdfDict();
    for (const candidate of [...this.trailers].reverse()) {
      for (const key of KEPT_OF_TRAILER) {
        const value = candidate.get(key);
        if (value === undefined || merged.has(key) || (key === 'Root' && !this.isThere(value))) continue;
        merged.set(key, value);
      }
    }
    if (!this.endsWithTrailer || !merged.has('Root')) throw damaged('its end is missing');
    return merged.set('Size', Math.max(0, ...this.entries.keys()) + 1);
  }

  private isThere(value: PdfValue): boolean {
    return value instanceof PdfRef && this.entries.has(value.objectNumber);
  }

  /** Answers where to go on looking. */
  private takeTrailer(position: number): number {
    this.endsWithTrailer = true;
    try {
      const { value, end } = parseValue(this.bytes, position);
      if (!(value instanceof PdfDict)) return position;
      this.trailers.push(value);
      return end;
    } catch {
      this.countUnreadable();
      this.trailers.push(this.remainsOfTrailer(position));
      return position;
    }
  }

  private countUnreadable(): void {
    this.unreadable += 1;
    if (this.unreadable > MAX_UNREADABLE) throw damaged('its parts cannot be put together again');
  }

  private remainsOfTrailer(position: number): PdfDict {
    const text = Buffer.from(this.bytes.subarray(position, position + MAX_TRAILER_BYTES)).toString('latin1');
    const own = text.split('startxref')[0] ?? '';
    const entries = [...own.matchAll(REFERENCE_IN_TRAILER)].map(
      ([, key = '', objectNumber]) => [key, new PdfRef(Number(objectNumber), 0)] as const,
    );
    return new PdfDict(entries);
  }

  private takeObject(objectNumber: number, offset: number): number {
    // A length that is an object of its own may stand behind: the end of the stream is looked for then.
    const value = parseDamagedObject(this.bytes, offset, (item) =>
      item instanceof PdfRef ? null : (item ?? null),
    );
    this.entries.set(objectNumber, { kind: 'offset', offset, generation: 0 });
    this.endsWithTrailer = false;
    if (value === null) this.countUnreadable();
    if (!(value instanceof PdfStream)) return offset;
    if (isName(value.dict.get('Type'), 'XRef')) {
      this.trailers.push(value.dict);
      this.endsWithTrailer = true;
    } else if (isName(value.dict.get('Type'), 'ObjStm')) {
      this.takeObjectStream(objectNumber, value);
    }
    return value.data.byteOffset - this.bytes.byteOffset + value.data.length;
  }

  private takeObjectStream(streamNumber: number, stream: PdfStream): void {
    try {
      const { offsets } = readObjectStream(stream, (item) =>
        item instanceof PdfRef ? null : (item ?? null),
      );
      for (const [index, { objectNumber }] of offsets.entries())
        this.entries.set(objectNumber, { kind: 'compressed', streamNumber, index });
    } catch {
      // Its objects are lost; what needs them will be missing and seen to be.
    }
  }
}
