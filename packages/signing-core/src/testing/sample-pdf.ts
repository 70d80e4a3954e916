/** Small PDFs written byte by byte, so that a test says exactly what kind of file it is about. */
export interface SamplePdfOptions {
  /** `/Rotate` of each page; several entries make several pages. Default one upright page. */
  readonly rotations?: readonly number[];
  /** Put `/Rotate` and the boxes on the page tree instead of the pages. */
  readonly inherited?: boolean;
  readonly mediaBox?: readonly number[];
  readonly cropBox?: readonly number[];
  readonly userUnit?: number;
  /** Content stream of every page. */
  readonly content?: string;
  readonly crossReference?: 'table' | 'stream';
  /** A form with one text field named `name`; `indirect`: form and field list are objects of their own. */
  readonly form?: 'direct' | 'indirect';
  /** Extra entries of each page's resources and of the content stream's dictionary, as PDF text. */
  readonly resources?: string;
  readonly contentEntries?: string;
  /** Extra entries of the first page, as PDF text. */
  readonly page?: string;
  /** Extra entries of the catalogue, as PDF text. */
  readonly catalog?: string;
  /** Further objects, as PDF text, numbered from 50. */
  readonly extraObjects?: readonly string[];
}

const DEFAULT_CONTENT = 'BT /F1 18 Tf 72 720 Td (Sample agreement) Tj ET';
const FIRST_PAGE_NUMBER = 10;
const FIRST_EXTRA_NUMBER = 50;

/** A well-formed PDF of the asked kind. Equal options give equal bytes. */
export function samplePdf(options: SamplePdfOptions = {}): Uint8Array {
  const objects = new Map<number, string>();
  const rotations = options.rotations ?? [0];
  const box = `/MediaBox [${(options.mediaBox ?? [0, 0, 595, 842]).join(' ')}]`;
  const crop = options.cropBox ? `/CropBox [${options.cropBox.join(' ')}]` : '';
  const shared = options.inherited ? `${box} ${crop} /Rotate ${rotations[0]}` : '';
  const kids = rotations.map((_, index) => `${FIRST_PAGE_NUMBER + index} 0 R`).join(' ');
  objects.set(1, `<</Type /Catalog /Pages 2 0 R ${formEntry(options, objects)} ${options.catalog ?? ''}>>`);
  objects.set(2, `<</Type /Pages /Kids [${kids}] /Count ${rotations.length} ${shared}>>`);
  objects.set(3, '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>');
  const content = options.content ?? DEFAULT_CONTENT;
  objects.set(
    4,
    `<</Length ${Buffer.byteLength(content, 'latin1')} ${options.contentEntries ?? ''}>>\nstream\n${content}\nendstream`,
  );
  for (const [index, rotate] of rotations.entries()) {
    const own = options.inherited ? '' : `${box} ${crop} /Rotate ${rotate}`;
    const unit = options.userUnit ? `/UserUnit ${options.userUnit}` : '';
    const annotations = options.form && index === 0 ? '/Annots [5 0 R]' : '';
    objects.set(
      FIRST_PAGE_NUMBER + index,
      `<</Type /Page /Parent 2 0 R ${own} ${unit} ${annotations} ${index === 0 ? (options.page ?? '') : ''} /Contents 4 0 R /Resources <</Font <</F1 3 0 R>> ${options.resources ?? ''}>>>>`,
    );
  }
  for (const [index, body] of (options.extraObjects ?? []).entries())
    objects.set(FIRST_EXTRA_NUMBER + index, body);
  return writePdf(objects, options.crossReference ?? 'table');
}

function formEntry(options: SamplePdfOptions, objects: Map<number, string>): string {
  if (!options.form) return '';
  objects.set(
    5,
    '<</Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ada) /Rect [72 600 300 620] /P 10 0 R>>',
  );
  if (options.form === 'direct') return '/AcroForm <</Fields [5 0 R]>>';
  objects.set(6, '<</Fields 7 0 R /SigFlags 0>>');
  objects.set(7, '[5 0 R]');
  return '/AcroForm 6 0 R';
}

function writePdf(objects: ReadonlyMap<number, string>, crossReference: 'table' | 'stream'): Uint8Array {
  let body = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = new Map<number, number>();
  for (const [objectNumber, text] of objects) {
    offsets.set(objectNumber, body.length);
    body += `${objectNumber} 0 obj\n${text}\nendobj\n`;
  }
  const size = Math.max(...objects.keys()) + 1;
  const start = body.length;
  body += crossReference === 'table' ? tableOf(offsets, size) : streamOf(offsets, size, start);
  return new Uint8Array(Buffer.from(`${body}startxref\n${start}\n%%EOF\n`, 'latin1'));
}

function tableOf(offsets: ReadonlyMap<number, number>, size: number): string {
  let table = `xref\n0 ${size}\n0000000000 65535 f \n`;
  for (let objectNumber = 1; objectNumber < size; objectNumber++) {
    const offset = offsets.get(objectNumber);
    table +=
      offset === undefined ? '0000000000 00000 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  }
  return `${table}trailer\n<</Size ${size} /Root 1 0 R>>\n`;
}

function streamOf(offsets: ReadonlyMap<number, number>, size: number, own: number): string {
  const rows = Buffer.alloc((size + 1) * 6);
  for (let objectNumber = 0; objectNumber <= size; objectNumber++) {
    const offset = objectNumber === size ? own : offsets.get(objectNumber);
    if (offset === undefined) continue;
    rows.writeUInt8(1, objectNumber * 6);
    rows.writeUInt32BE(offset, objectNumber * 6 + 1);
  }
  const dictionary = `<</Type /XRef /Size ${size + 1} /W [1 4 1] /Root 1 0 R /Length ${rows.length}>>`;
  return `${size} 0 obj\n${dictionary}\nstream\n${rows.toString('latin1')}\nendstream\nendobj\n`;
}
