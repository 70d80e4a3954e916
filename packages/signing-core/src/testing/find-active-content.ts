import { PdfDict, PdfName, type PdfObject, PdfRef, PdfStream, PdfString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';

const ACTIVE = new Set(
  'JavaScript Launch SubmitForm ResetForm ImportData GoToR GoToE Hide SetOCGState Rendition RichMediaExecute Sound Movie Thread'.split(
    ' ',
  ),
);
const MEDIA = new Set(['RichMedia', 'Movie', 'Screen', 'Sound', '3D']);
const EVENTS = new Set('E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP'.split(' '));
const OTHER_PROGRAM = /^(file:|javascript:|data:|\\\\)/i;
const FORBIDDEN_KEYS = ['JS', 'JavaScript'];

/**
 * What may not stand in a sealed file, in every object of every revision that the file still names, used or not. Asked
 * by name alone and without the rules of intake, which it judges: a dictionary that looks like an action is one.
 */
export function findActiveContent(bytes: Uint8Array): string[] {
  const reader = new PdfReader(bytes);
  const found: string[] = [];
  for (const objectNumber of reader.crossReference.entries.keys()) {
    search(reader, readable(reader, objectNumber), (what) => found.push(`${objectNumber}: ${what}`));
  }
  search(reader, reader.trailer, (what) => found.push(`trailer: ${what}`));
  return found;
}

/** Null for an object that is not where the file says. */
function readable(reader: PdfReader, objectNumber: number): PdfObject {
  try {
    return reader.resolve(new PdfRef(objectNumber, 0));
  } catch {
    return null;
  }
}

function search(reader: PdfReader, value: PdfObject, report: (what: string) => void): void {
  if (Array.isArray(value)) for (const item of value) search(reader, item, report);
  const entries = value instanceof PdfStream ? value.dict : value;
  if (!(entries instanceof PdfDict)) return;
  for (const key of FORBIDDEN_KEYS) if (entries.has(key)) report(`/${key}`);
  if (entries.has('XFA') && entries.has('Fields')) report('/XFA');
  const events = reader.resolve(entries.get('AA'));
  if (events instanceof PdfDict && [...events.keys()].some((key) => EVENTS.has(key))) report('/AA');
  const action = reader.resolve(entries.get('S'));
  if (action instanceof PdfName && ACTIVE.has(action.value)) report(`/S /${action.value}`);
  const subtype = reader.resolve(entries.get('Subtype'));
  if (subtype instanceof PdfName && MEDIA.has(subtype.value) && entries.has('Rect'))
    report(`/${subtype.value}`);
  const uri = reader.resolve(entries.get('URI'));
  if (
    uri instanceof PdfString &&
    OTHER_PROGRAM.test(Buffer.from(uri.bytes).toString('latin1').replace(/\s/g, ''))
  )
    report('/URI');
  for (const item of entries.values()) if (!(item instanceof PdfRef)) search(reader, item, report);
}
