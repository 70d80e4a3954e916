import { createHash } from 'node:crypto';
import { SigningError } from '../errors.js';
import { appendToFile } from './file-room.js';
import { dict, name, PdfDict, PdfRef, PdfString, type PdfValue } from './objects.js';
import type { PdfReader } from './pdf-reader.js';
import { serialise } from './serialise.js';
import { consecutiveRuns, endText, inheritedTrailer, xrefTableText } from './xref-table-text.js';

export interface WrittenRevision {
  /** Previous bytes, then the increment: in place where `previous` has room behind it, else one copy. */
  readonly bytes: Uint8Array;
  readonly previousLength: number;
  /** File offset of the first byte after `N G obj\n`, by object number. */
  readonly bodyOffsets: ReadonlyMap<number, number>;
}

/**
 * Collects new and replaced objects and writes them behind the file as one incremental update
 * (ISO 32000-2 § 7.5.6): not one earlier byte is written again. The cross-reference takes the form the last
 * section has, because readers are seen to stumble over a mix. Equal input gives equal bytes.
 */
export class RevisionWriter {
  private readonly bodies = new Map<number, { generation: number; chunks: Buffer[] }>();
  private next: number;

  constructor(private readonly reader: PdfReader) {
    this.next = reader.nextObjectNumber;
  }

  allocate(): PdfRef {
    return new PdfRef(this.next++, 0);
  }

  put(reference: PdfRef, value: PdfValue): void {
    this.putRaw(reference, serialise(value));
  }

  add(value: PdfValue): PdfRef {
    const reference = this.allocate();
    this.put(reference, value);
    return reference;
  }

  addStream(entries: PdfDict, data: Uint8Array): PdfRef {
    const reference = this.allocate();
    const head = serialise(new PdfDict([...entries, ['Length', data.length]]));
    const chunks = [
      Buffer.from(`${head}\nstream\n`, 'latin1'),
      Buffer.from(data),
      Buffer.from('\nendstream', 'latin1'),
    ];
    this.bodies.set(reference.objectNumber, { generation: reference.generation, chunks });
    return reference;
  }

  /** A body already serialised, for the one dictionary whose byte positions matter. */
  putRaw(reference: PdfRef, body: string): void {
    this.bodies.set(reference.objectNumber, {
      generation: reference.generation,
      chunks: [Buffer.from(body, 'latin1')],
    });
  }

  write(): WrittenRevision {
    const previous = this.reader.bytes;
    const chunks: Buffer[] = [];
    let length = previous.length;
    const push = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
    };
    if (previous[previous.length - 1] !== 10) push(Buffer.from('\n', 'latin1'));
    const offsets = new Map<number, number>();
    const bodyOffsets = new Map<number, number>();
    for (const [objectNumber, body] of this.bodies) {
      offsets.set(objectNumber, length);
      push(Buffer.from(`${objectNumber} ${body.generation} obj\n`, 'latin1'));
      bodyOffsets.set(objectNumber, length);
      for (const chunk of body.chunks) push(chunk);
      push(Buffer.from('\nendobj\n', 'latin1'));
    }
    push(this.crossReferenceSection(offsets, length, chunks));
    const bytes = appendToFile(previous, chunks);
    assertPrefix(bytes, previous);
    return { bytes, previousLength: previous.length, bodyOffsets };
  }

  private crossReferenceSection(
    offsets: Map<number, number>,
    at: number,
    increment: readonly Buffer[],
  ): Buffer {
    const newest = this.reader.crossReference.sections[0];
    const trailer = inheritedTrailer(newest?.trailer ?? new PdfDict());
    trailer.set('Prev', newest?.offset ?? 0);
    trailer.set('ID', this.fileIdentifier(increment));
    const section =
      newest?.kind === 'stream'
        ? this.streamSection(trailer, offsets, at)
        : this.tableSection(trailer, offsets);
    return Buffer.concat([section, Buffer.from(endText(at), 'latin1')]);
  }

  private tableSection(trailer: PdfDict, offsets: ReadonlyMap<number, number>): Buffer {
    const objects = new Map(
      [...offsets].map(([objectNumber, offset]) => {
        return [objectNumber, { offset, generation: this.bodies.get(objectNumber)?.generation ?? 0 }];
      }),
    );
    trailer.set('Size', this.next);
    return Buffer.from(xrefTableText(objects, trailer), 'latin1');
  }

  private streamSection(trailer: PdfDict, offsets: Map<number, number>, at: number): Buffer {
    const own = this.allocate();
    offsets.set(own.objectNumber, at);
    const runs = consecutiveRuns([...offsets.keys()]);
    const rows = Buffer.alloc(offsets.size * 9);
    let row = 0;
    for (const objectNumber of runs.flat()) {
      rows.writeUInt8(1, row);
      rows.writeUIntBE(offsets.get(objectNumber) ?? 0, row + 1, 6);
      rows.writeUInt16BE(this.bodies.get(objectNumber)?.generation ?? 0, row + 7);
      row += 9;
    }
    for (const [key, value] of dict({
      Type: name('XRef'),
      Size: this.next,
      W: [1, 6, 2],
      Index: runs.flatMap((run) => [run[0] ?? 0, run.length]),
      Length: rows.length,
    })) {
      trailer.set(key, value);
    }
    const head = `${own.objectNumber} 0 obj\n${serialise(trailer)}\nstream\n`;
    return Buffer.concat([Buffer.from(head, 'latin1'), rows, Buffer.from('\nendstream\nendobj\n', 'latin1')]);
  }

  /** First half kept, second half new for each revision (§ 14.4) and derived, so that a retry writes the same bytes. */
  private fileIdentifier(increment: readonly Buffer[]): PdfValue[] {
    const hash = createHash('sha256').update(String(this.reader.bytes.length));
    for (const chunk of increment) hash.update(chunk);
    const fresh = new PdfString(hash.digest().subarray(0, 16), true);
    const first = this.reader.arrayAt(this.reader.trailer, 'ID')?.[0];
    return [first instanceof PdfString ? new PdfString(first.bytes, true) : fresh, fresh];
  }
}

/** The promise of the whole library, checked each time: a revision begins with the file it revises. */
export function assertPrefix(bytes: Uint8Array, prefix: Uint8Array): void {
  // Grown in place: the same memory.
  if (
    bytes.buffer === prefix.buffer &&
    bytes.byteOffset === prefix.byteOffset &&
    bytes.length >= prefix.length
  )
    return;
  if (bytes.length < prefix.length || Buffer.compare(bytes.subarray(0, prefix.length), prefix) !== 0) {
    throw new SigningError(
      'seal-self-check-failed',
      'The document would have been changed by sealing; nothing was sealed.',
    );
  }
}
