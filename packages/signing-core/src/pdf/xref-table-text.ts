import { PdfDict } from './objects.js';
import { serialise } from './serialise.js';

/** Trailer keys that belong to one section only and must not be copied into the next. */
const SECTION_KEYS = new Set([
  'Prev',
  'XRefStm',
  'Size',
  'ID',
  'Type',
  'W',
  'Index',
  'Length',
  'Filter',
  'DecodeParms',
  'F',
  'FFilter',
  'FDecodeParms',
  'DL',
]);

/** What the trailer of the next revision begins with. */
export const inheritedTrailer = (trailer: PdfDict): PdfDict =>
  new PdfDict([...trailer].filter(([key]) => !SECTION_KEYS.has(key)));

export interface WrittenObject {
  readonly offset: number;
  readonly generation: number;
}

/** A classic section with its trailer (ISO 32000-2 § 7.5.4), up to and without `startxref`; one character per byte. */
export function xrefTableText(objects: ReadonlyMap<number, WrittenObject>, trailer: PdfDict): string {
  let table = 'xref\n';
  for (const run of consecutiveRuns([...objects.keys()])) {
    table += `${run[0]} ${run.length}\n`;
    for (const objectNumber of run) {
      const { offset = 0, generation = 0 } = objects.get(objectNumber) ?? {};
      table += `${pad(offset, 10)} ${pad(generation, 5)} n \n`;
    }
  }
  return `${table}trailer\n${serialise(trailer)}\n`;
}

/** Where the section stands, and the end of the revision. */
export const endText = (sectionAt: number): string => `startxref\n${sectionAt}\n%%EOF\n`;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

export function consecutiveRuns(objectNumbers: number[]): number[][] {
  const runs: number[][] = [];
  for (const objectNumber of objectNumbers.sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === objectNumber - 1) run.push(objectNumber);
    else runs.push([objectNumber]);
  }
  return runs;
}
