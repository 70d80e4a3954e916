import { createHash } from 'node:crypto';
import {
  dict,
  PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { serialise } from '../../pdf/serialise.js';
import { MAX_OBJECTS, tooManyObjects } from './too-many-objects.js';

/** Streams that say where objects are, or hold them. */
const STRUCTURE = new Set(['ObjStm', 'XRef']);

/** A document may name one as if it were content; in the copy, a reader that looks for objects would read the old ones in it. */
function isStructure(reader: PdfReader, value: PdfObject): boolean {
  const type = value instanceof PdfStream ? reader.resolve(value.dict.get('Type')) : null;
  return type instanceof PdfName && STRUCTURE.has(type.value);
}

/** What becomes of an object on its way into the copy; the answer may refer to other objects of the original. */
export type Transform = (value: PdfObject, reference: PdfRef) => PdfObject;

/**
 * A new file of everything the document can reach, and of nothing else: no earlier revisions, no objects that
 * only wait to be shown, no second table of contents. Streams keep their bytes. Only for files nobody has signed.
 */
export class DocumentCopy {
  /** By number in the original, in the order of discovery, which is the order of writing. */
  private readonly objects = new Map<number, { readonly number: number; readonly value: PdfObject }>();

  /** Throws `pdf-damaged`, `pdf-too-complex`. */
  constructor(
    private readonly reader: PdfReader,
    private readonly transform: Transform,
    /** Objects the transform refers to and the original does not have; read while copying. */
    private readonly added: ReadonlyMap<number, PdfObject> = new Map(),
  ) {
    const pending: PdfValue[] = [this.trailerValue('Info'), this.trailerValue('Root')];
    while (pending.length > 0) {
      const next = pending.pop();
      if (next instanceof PdfRef) this.take(next, pending);
      else if (next instanceof PdfDict) pending.push(...next.values());
      else if (Array.isArray(next)) for (const item of next) pending.push(item);
    }
  }

  has(objectNumber: number): boolean {
    return this.objects.has(objectNumber);
  }

  /**
   * Whether the original names an object beyond all it has: a revision would give that number to something of its own, which
   * then stood where there was nothing.
   */
  get namesNumbersToCome(): boolean {
    const next = this.reader.nextObjectNumber;
    return [...this.objects.keys()].some((objectNumber) => objectNumber >= next);
  }

  /** Equal input gives equal bytes. */
  write(): Uint8Array {
    const head = Buffer.from(this.reader.bytes.subarray(0, 8)).toString('latin1');
    const version = /^%PDF-[12][.]\d$/.test(head) ? head : '%PDF-1.7';
    const chunks: Buffer[] = [Buffer.from(`${version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
    let length = chunks[0]?.length ?? 0;
    const offsets: number[] = [];
    for (const { number, value } of this.objects.values()) {
      offsets.push(length);
      for (const chunk of this.body(number, value)) {
        chunks.push(chunk);
        length += chunk.length;
      }
    }
    chunks.push(this.tail(offsets, length, chunks));
    return new Uint8Array(Buffer.concat(chunks));
  }

  private take(reference: PdfRef, pending: PdfValue[]): void {
    if (this.objects.has(reference.objectNumber)) return;
    if (this.objects.size >= MAX_OBJECTS) {
      throw tooManyObjects();
    }
    const original = this.added.get(reference.objectNumber) ?? this.reader.resolve(reference);
    const value = this.transform(isStructure(this.reader, original) ? null : original, reference);
    this.objects.set(reference.objectNumber, { number: this.objects.size + 1, value });
    pending.push(value instanceof PdfStream ? value.dict : value);
  }

  private body(number: number, value: PdfObject): Buffer[] {
    const head = `${number} 0 obj\n`;
    if (!(value instanceof PdfStream)) {
      return [Buffer.from(`${head}${serialise(this.renumber(value))}\nendobj\n`, 'latin1')];
    }
    const entries = new PdfDict([...value.dict, ['Length', value.data.length]]);
    return [
      Buffer.from(`${head}${serialise(this.renumber(entries))}\nstream\n`, 'latin1'),
      Buffer.from(value.data.buffer, value.data.byteOffset, value.data.length),
      Buffer.from('\nendstream\nendobj\n', 'latin1'),
    ];
  }

  private renumber(value: PdfValue): PdfValue {
    if (value instanceof PdfRef) {
      const copied = this.objects.get(value.objectNumber);
      return copied ? new PdfRef(copied.number, 0) : null;
    }
    if (Array.isArray(value)) return value.map((item) => this.renumber(item));
    if (!(value instanceof PdfDict)) return value;
    return new PdfDict([...value].map(([key, item]) => [key, this.renumber(item)] as const));
  }

  private tail(offsets: readonly number[], at: number, written: readonly Buffer[]): Buffer {
    const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
    const trailer = dict({
      Size: offsets.length + 1,
      Root: this.renumber(this.trailerValue('Root')),
      ID: this.fileIdentifier(written),
    });
    const info = this.renumber(this.trailerValue('Info'));
    if (info instanceof PdfRef) trailer.set('Info', info);
    const table = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows.join('')}`;
    return Buffer.from(`${table}trailer\n${serialise(trailer)}\nstartxref\n${at}\n%%EOF\n`, 'latin1');
  }

  /** First half kept, second half new (ISO 32000-2 § 14.4) and derived from the content. */
  private fileIdentifier(written: readonly Buffer[]): PdfValue[] {
    const hash = createHash('sha256');
    for (const chunk of written) hash.update(chunk);
    const fresh = new PdfString(hash.digest().subarray(0, 16), true);
    const first = this.reader.arrayAt(this.reader.trailer, 'ID')?.[0];
    return [first instanceof PdfString ? new PdfString(first.bytes, true) : fresh, fresh];
  }

  private trailerValue(key: 'Root' | 'Info'): PdfValue {
    const value = this.reader.trailer.get(key);
    return value instanceof PdfRef ? value : null;
  }
}
