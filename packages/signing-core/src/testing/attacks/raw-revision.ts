import { PdfDict, PdfRef } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { serialise } from '../../pdf/serialise.js';

export interface RawObject {
  readonly objectNumber: number;
  readonly generation?: number;
  readonly body: string;
  /** False: the bytes are there, the table does not say so. */
  readonly listed?: boolean;
}

export interface RawRow {
  readonly objectNumber: number;
  readonly offset: number;
  readonly generation?: number;
  readonly kind?: 'n' | 'f';
}

/** An increment as an attacker writes it: right where nothing is said, wrong exactly where the test wants it. */
export interface RawRevision {
  readonly objects?: readonly RawObject[];
  /** Rows for objects that are not written here. */
  readonly rows?: readonly RawRow[];
  /** Entries of the trailer as PDF text; null leaves one out. */
  readonly trailer?: Readonly<Record<string, string | null>>;
  /** Text in front of the objects. */
  readonly lead?: string;
  readonly startXref?: number;
  /** Text behind the end marker. */
  readonly tail?: string;
}

/** Appends it to a file; the table is a classic one. */
export function appendRaw(pdf: Uint8Array, revision: RawRevision): Uint8Array {
  const { crossReference, nextObjectNumber } = new PdfReader(pdf);
  const rows: RawRow[] = [...(revision.rows ?? [])];
  let text = revision.lead ?? '';
  for (const { objectNumber, generation = 0, body, listed = true } of revision.objects ?? []) {
    if (listed) rows.push({ objectNumber, offset: pdf.length + text.length, generation });
    text += `${objectNumber} ${generation} obj\n${body}\nendobj\n`;
  }
  const tableAt = pdf.length + text.length;
  const highest = Math.max(nextObjectNumber - 1, ...rows.map((row) => row.objectNumber));
  const entries: Record<string, string | null> = {
    Size: String(highest + 1),
    Root: serialise(crossReference.trailer.get('Root') ?? null),
    Prev: String(crossReference.sections[0]?.offset ?? 0),
    ...revision.trailer,
  };
  text += `xref\n${rows.map(toSubsection).join('')}trailer\n<<${toEntries(entries)}>>\n`;
  text += `startxref\n${revision.startXref ?? tableAt}\n%%EOF\n${revision.tail ?? ''}`;
  return new Uint8Array(Buffer.concat([pdf, Buffer.from(text, 'latin1')]));
}

const toSubsection = ({ objectNumber, offset, generation = 0, kind = 'n' }: RawRow): string =>
  `${objectNumber} 1\n${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} ${kind} \n`;

const toEntries = (entries: Readonly<Record<string, string | null>>): string =>
  Object.entries(entries)
    .flatMap(([key, value]) => (value === null ? [] : [`/${key} ${value}`]))
    .join(' ');

/** The text of an object as the file has it now, changed. A key with null is taken out. */
export function editedDict(
  pdf: Uint8Array,
  objectNumber: number,
  changes: Readonly<Record<string, string | null>>,
): RawObject {
  const current = readDict(pdf, objectNumber);
  const kept = [...current].filter(([key]) => !(key in changes));
  const body = `<<${toEntries({ ...Object.fromEntries(kept), ...changes })}>>`;
  return { objectNumber, body };
}

function readDict(pdf: Uint8Array, objectNumber: number): Map<string, string> {
  const reader = new PdfReader(pdf);
  const value = reader.resolve(new PdfRef(objectNumber, 0));
  if (!(value instanceof PdfDict)) throw new Error(`object ${objectNumber} is not a dictionary`);
  return new Map([...value].map(([key, item]) => [key, serialise(item)]));
}

export function stream(objectNumber: number, data: string, entries = ''): RawObject {
  return { objectNumber, body: `<<${entries} /Length ${data.length}>>\nstream\n${data}\nendstream` };
}
