import { type PdfDict, type PdfObject, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { ObjectRoom } from '../../pdf/write-font.js';
import { DocumentCopy } from '../normalise/document-copy.js';

/** Changes to an unsigned file, collected and then written as a new file of what the document still reaches. */
export class FileChanges implements ObjectRoom {
  private readonly objects = new Map<number, PdfObject>();
  private readonly removed = new Set<number>();
  /** Counts down: numbers no file can name, so that a reference that points nowhere never points to what is added. */
  private next = -1;

  constructor(private readonly reader: PdfReader) {}

  add(value: PdfObject): PdfRef {
    const objectNumber = this.next--;
    this.objects.set(objectNumber, value);
    return new PdfRef(objectNumber, 0);
  }

  addStream(entries: PdfDict, data: Uint8Array): PdfRef {
    return this.add(new PdfStream(entries, data));
  }

  replace(objectNumber: number, value: PdfValue): void {
    this.objects.set(objectNumber, value);
  }

  /** Whatever still refers to the object finds nothing. */
  remove(objectNumber: number): void {
    this.removed.add(objectNumber);
  }

  /** Equal input gives equal bytes. Throws `pdf-damaged`, `pdf-too-complex`. */
  write(): Uint8Array {
    const transform = (value: PdfObject, { objectNumber }: PdfRef): PdfObject =>
      this.removed.has(objectNumber) ? null : (this.objects.get(objectNumber) ?? value);
    return new DocumentCopy(this.reader, transform, this.objects).write();
  }
}
