import { SigningError } from '../errors.js';
import { walkOperators } from '../pdf/content-operators.js';
import { decodeStream } from '../pdf/decode-stream.js';
import { isName, PdfDict, PdfRef, PdfStream } from '../pdf/objects.js';
import { contentReferences, decodedContent } from '../pdf/page-content.js';
import type { Page } from '../pdf/page-tree.js';
import type { PdfReader } from '../pdf/pdf-reader.js';

/** Drawing operations one page may cost with everything it repeats: far above a dense map, far below a bomb. */
const MAX_OPERATIONS = 20_000_000;
const MAX_FORM_DEPTH = 24;
const MAX_FORM_BYTES = 64 * 1024 * 1024;

/**
 * Refuses pages that would exhaust whoever renders them: content that unpacks to hundreds of megabytes, and
 * forms that draw forms that draw forms (a page of 3 kB can ask for 10⁹ operations).
 * Throws `pdf-too-complex`, `pdf-external-content`, `pdf-damaged`.
 */
export function findContentProblems(reader: PdfReader, pages: readonly Page[]): void {
  const costs = new Map<number, number>();
  for (const page of pages) {
    for (const reference of contentReferences(reader, page)) refuseExternal(reader, reference);
    const content = decodedContent(reader, page);
    if (content && costOf(reader, content, page.resources, costs, 0) > MAX_OPERATIONS) throw tooComplex();
  }
}

function costOf(
  reader: PdfReader,
  content: Uint8Array,
  resources: PdfDict,
  costs: Map<number, number>,
  depth: number,
): number {
  if (depth > MAX_FORM_DEPTH) throw tooComplex();
  const xObjects = reader.dictAt(resources, 'XObject');
  let cost = 0;
  const uses = new Map<string, number>();
  walkOperators(content, {
    operator(keyword, lastName) {
      cost++;
      if (keyword === 'Do') uses.set(lastName, (uses.get(lastName) ?? 0) + 1);
    },
  });
  for (const [resourceName, count] of uses) {
    const reference = xObjects?.get(resourceName);
    if (reference instanceof PdfRef) cost += count * formCost(reader, reference, resources, costs, depth + 1);
  }
  return cost;
}

function formCost(
  reader: PdfReader,
  reference: PdfRef,
  inherited: PdfDict,
  costs: Map<number, number>,
  depth: number,
): number {
  const known = costs.get(reference.objectNumber);
  if (known !== undefined) return known;
  // Standing in while the form is counted: a form that draws itself is beyond any limit.
  costs.set(reference.objectNumber, Number.POSITIVE_INFINITY);
  const form = refuseExternal(reader, reference);
  let cost = 1;
  if (form && isName(reader.resolve(form.dict.get('Subtype')), 'Form')) {
    const content = decodeStream(form, reader.resolve, MAX_FORM_BYTES);
    const own = reader.resolve(form.dict.get('Resources'));
    if (content) cost += costOf(reader, content, own instanceof PdfDict ? own : inherited, costs, depth);
  }
  costs.set(reference.objectNumber, cost);
  return cost;
}

/** `/F` in a stream means its data lies elsewhere (ISO 32000-2 § 7.3.8.2): a URL, fetched by whoever renders it. */
function refuseExternal(reader: PdfReader, reference: PdfRef): PdfStream | null {
  const stream = reader.resolve(reference);
  // What is not there, or no stream, draws nothing (ISO 32000-2 § 7.3.10).
  if (!(stream instanceof PdfStream)) return null;
  if (stream.dict.has('F')) {
    throw new SigningError(
      'pdf-external-content',
      'This PDF loads part of its content from another place, which could change after signing. Print it to a new PDF and use that.',
    );
  }
  return stream;
}

function tooComplex(): SigningError {
  return new SigningError(
    'pdf-too-complex',
    'A page of this PDF takes far more drawing than a document needs. Print it to a new PDF and use that.',
  );
}
