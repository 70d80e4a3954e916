import { isName, PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { ActiveFinding } from './pdf-facts.js';

/** Action types that do something beyond moving around in the document (ISO 32000-2 § 12.6.4). */
const ACTIVE_ACTIONS: ReadonlyMap<string, ActiveFinding> = new Map([
  ['JavaScript', 'javascript'],
  ['Launch', 'launch'],
  ['SubmitForm', 'submit-form'],
  ['ResetForm', 'reset-form'],
  ['ImportData', 'import-data'],
  ['GoToR', 'remote-go-to'],
  ['GoToE', 'remote-go-to'],
  ['Hide', 'hide'],
  ['SetOCGState', 'layer-state'],
  ['Rendition', 'media'],
  ['RichMediaExecute', 'media'],
  ['Sound', 'media'],
  ['Movie', 'media'],
  ['Thread', 'thread'],
]);

/** Annotations that play or run something (§ 12.5.6). */
const MEDIA_ANNOTATIONS = new Set(['RichMedia', 'Movie', 'Screen', 'Sound', '3D']);

/** Types of action that a structure element may be named after by accident, as it names no such thing as they need. */
const NEEDS_NOTHING = new Set(['JavaScript', 'ResetForm', 'Hide']);
const ACTION_KEYS = [
  'JS',
  'F',
  'Win',
  'Mac',
  'Unix',
  'D',
  'State',
  'OP',
  'CMD',
  'Sound',
  'Annotation',
  'Fields',
];

/** When actions run by themselves: events of annotations, pages, fields and the document (§ 12.6.3). */
const TRIGGERS = new Set('E X D U Fo Bl PO PC PV PI O C K F V WC WS DS WP DP'.split(' '));

/** What has such events, said by its `/Type`; fields need none. */
const OWNERS = ['Catalog', 'Page', 'Annot'];

/**
 * What must not be in a file that is sealed: an action that runs, sends or loads something, or an annotation
 * that plays something. A link to the web or to a mail address is neither. Null for everything else.
 *
 * Judged by what is there, not by `/Type`: readers differ in whom they believe, and some take a stream for its dictionary.
 */
export function activeFinding(value: PdfObject, reader: PdfReader): ActiveFinding | null {
  const entries = value instanceof PdfStream ? value.dict : value;
  if (!(entries instanceof PdfDict)) return null;
  const subtype = reader.resolve(entries.get('Subtype'));
  if (subtype instanceof PdfName && MEDIA_ANNOTATIONS.has(subtype.value) && entries.has('Rect'))
    return 'media';
  if (isScript(reader.resolve(entries.get('JS')))) return 'javascript';
  const type = reader.resolve(entries.get('S'));
  if (!(type instanceof PdfName)) return null;
  const finding = ACTIVE_ACTIONS.get(type.value);
  if (finding) return isStructureElement(entries, type.value, reader) ? null : finding;
  return type.value === 'URI' && opensOtherProgram(reader.resolve(entries.get('URI'))) ? 'link' : null;
}

/**
 * `/AA` of `owner`: what happens when a page is opened or a field is left (§ 12.6.3). In a list of resources a font or
 * a picture may be called AA as well.
 */
export function isAdditionalActions(owner: PdfDict, value: PdfObject, reader: PdfReader): boolean {
  if (OWNERS.some((type) => isName(reader.resolve(owner.get('Type')), type))) return true;
  if (!(value instanceof PdfDict)) return false;
  const events = [...value].filter(([key]) => TRIGGERS.has(key));
  return events.length === value.size || events.some(([, item]) => isDictionary(reader.resolve(item)));
}

const isDictionary = (value: PdfObject): boolean => value instanceof PdfDict || value instanceof PdfStream;

const isScript = (value: PdfObject): boolean => value instanceof PdfString || value instanceof PdfStream;

/** A tag whose author called it like an action. */
function isStructureElement(value: PdfDict, type: string, reader: PdfReader): boolean {
  const isTag = isName(reader.resolve(value.get('Type')), 'StructElem');
  return isTag && !NEEDS_NOTHING.has(type) && !ACTION_KEYS.some((key) => value.has(key));
}

/** A link that a browser would hand to something else than the web or mail (`file:`, `javascript:`, a network share). */
export function opensOtherProgram(uri: PdfObject): boolean {
  if (uri instanceof PdfStream || !(uri instanceof PdfString)) return false;
  // Browsers read `java\nscript:` as one word; a byte order mark and wide letters change nothing either.
  const address = Buffer.from(uri.bytes)
    .toString('latin1')
    .replace(/^\u00fe\u00ff|^\u00ff\u00fe|[\0-\u0020]/g, '');
  if (address.startsWith('\\\\')) return true;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(address)?.[1];
  return scheme !== undefined && !/^(https?|mailto|tel)$/i.test(scheme);
}
