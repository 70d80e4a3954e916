import { readCrossReference } from './cross-reference.js';
import { damaged } from './damaged.js';
import { isPlainPage } from './is-plain-page.js';
import { startsWith } from './lexer.js';
import { isName, PdfDict, type PdfObject, PdfRef, PdfStream, type PdfValue } from './objects.js';
import { parseDamagedObject } from './parse-damaged-object.js';
import { parseIndirectObject } from './parse-indirect-object.js';
import { parseValue } from './parse-object.js';
import { type ObjectStreamIndex, readObjectStream } from './read-object-stream.js';
import type { CrossReference, XrefEntry } from './xref-entry.js';

const MAX_REFERENCE_CHAIN = 32;

/**
 * Reads a PDF by its cross-reference, one object at a time and only when asked: the cost follows what is
 * looked at, not the size of the file. It never repairs: what does not stand where the file says it stands is
 * `pdf-damaged`, because a revision appended to a guessed structure would mean different things to different
 * readers.
 */
export class PdfReader {
  readonly crossReference: CrossReference;
  private readonly objects = new Map<number, PdfObject>();
  private readonly objectStreams = new Map<number, ObjectStreamIndex>();
  private readonly loading = new Set<number>();

  /**
   * @param recovered where the objects were found, when the file itself does not know: what cannot be read is null then.
   * Only to write a document anew, never to judge or to append to one.
   */
  constructor(
    readonly bytes: Uint8Array,
    private readonly recovered: CrossReference | null = null,
  ) {
    // Bytes before the header shift every offset for some readers and not for others.
    if (!startsWith(bytes, 0, '%PDF-')) throw damaged('something stands before its first line');
    this.crossReference = recovered ?? readCrossReference(bytes);
  }

  get trailer(): PdfDict {
    return this.crossReference.trailer;
  }

  /** `/Encrypt null`, or one that names an object that is not there, is no encryption (ISO 32000-2 § 7.3.7, 7.3.10). */
  get isEncrypted(): boolean {
    return this.resolve(this.trailer.get('Encrypt')) !== null;
  }

  /** First object number that no revision has used. */
  get nextObjectNumber(): number {
    let next = 1;
    for (const section of this.crossReference.sections) {
      const size = section.trailer.get('Size');
      if (typeof size === 'number') next = Math.max(next, size);
      for (const objectNumber of section.streamNumbers) next = Math.max(next, objectNumber + 1);
    }
    for (const objectNumber of this.crossReference.entries.keys()) next = Math.max(next, objectNumber + 1);
    return next;
  }

  get catalog(): PdfDict {
    const root = this.trailer.get('Root');
    const catalog = root instanceof PdfRef ? this.resolve(root) : null;
    if (!(catalog instanceof PdfDict)) throw damaged('it has no document catalogue');
    return catalog;
  }

  /** Follows references to a direct object; a missing object is null (ISO 32000-2 § 7.3.10). */
  readonly resolve = (value: PdfObject | undefined): PdfObject => {
    let current: PdfObject = value ?? null;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > MAX_REFERENCE_CHAIN) throw damaged('its references go in a circle');
      current = this.load(current);
    }
    return current;
  };

  /** The value of `key`, resolved, when it is a dictionary. */
  dictAt(parent: PdfDict, key: string): PdfDict | null {
    const value = this.resolve(parent.get(key));
    return value instanceof PdfDict ? value : null;
  }

  arrayAt(parent: PdfDict, key: string): PdfValue[] | null {
    const value = this.resolve(parent.get(key));
    return Array.isArray(value) ? value : null;
  }

  numberAt(parent: PdfDict, key: string): number | null {
    const value = this.resolve(parent.get(key));
    return typeof value === 'number' ? value : null;
  }

  /** Whether the object is surely a dictionary without `/Kids`, told at a glance; false when it takes reading. */
  isPlainPage(reference: PdfRef): boolean {
    const entry = this.crossReference.entries.get(reference.objectNumber);
    return entry?.kind === 'offset' && isPlainPage(this.bytes, entry.offset, reference.objectNumber);
  }

  private load(reference: PdfRef): PdfObject {
    const known = this.objects.get(reference.objectNumber);
    if (known !== undefined) return known;
    const entry = this.crossReference.entries.get(reference.objectNumber);
    if (!entry || entry.kind === 'free') return null;
    if (this.loading.has(reference.objectNumber)) throw damaged('its references go in a circle');
    this.loading.add(reference.objectNumber);
    const loaded = this.recovered
      ? this.loadRemains(reference.objectNumber, entry)
      : this.loadEntry(reference.objectNumber, entry);
    this.loading.delete(reference.objectNumber);
    this.objects.set(reference.objectNumber, loaded);
    return loaded;
  }

  private loadEntry(objectNumber: number, entry: Exclude<XrefEntry, { kind: 'free' }>): PdfObject {
    if (entry.kind === 'compressed')
      return this.loadCompressed(objectNumber, entry.streamNumber, entry.index);
    const parsed = parseIndirectObject(this.bytes, entry.offset, this.resolve);
    if (parsed.objectNumber !== objectNumber) throw damaged('an object is not where the file says');
    return parsed.stream ?? parsed.value;
  }

  private loadRemains(objectNumber: number, entry: Exclude<XrefEntry, { kind: 'free' }>): PdfObject {
    if (entry.kind === 'offset') return parseDamagedObject(this.bytes, entry.offset, this.resolve);
    try {
      return this.loadCompressed(objectNumber, entry.streamNumber, entry.index);
    } catch {
      return null;
    }
  }

  private loadCompressed(objectNumber: number, streamNumber: number, index: number): PdfObject {
    const stream = this.objectStreams.get(streamNumber) ?? this.openObjectStream(streamNumber);
    const byIndex = stream.offsets[index];
    const found =
      byIndex?.objectNumber === objectNumber
        ? byIndex
        : stream.offsets.find((candidate) => candidate.objectNumber === objectNumber);
    if (!found) throw damaged('an object is not where the file says');
    return parseValue(stream.data, found.at).value;
  }

  private openObjectStream(streamNumber: number): ObjectStreamIndex {
    const entry = this.crossReference.entries.get(streamNumber);
    if (entry?.kind !== 'offset') throw damaged('an object stream is missing');
    const stream = this.load(new PdfRef(streamNumber, 0));
    if (!(stream instanceof PdfStream) || !isName(this.resolve(stream.dict.get('Type')), 'ObjStm')) {
      throw damaged('an object stream is missing');
    }
    const opened = readObjectStream(stream, this.resolve);
    this.objectStreams.set(streamNumber, opened);
    return opened;
  }
}
