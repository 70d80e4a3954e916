import { isName, PdfDict, PdfName, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';

/** Action types that do something beyond moving around in the document (ISO 32000-2 § 12.6.4). */
const ACTIVE_ACTIONS = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ResetForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Hide',
  'SetOCGState',
  'Rendition',
  'RichMediaExecute',
  'Sound',
  'Movie',
  'Thread',
]);

/** Annotations that play or run something (§ 12.5.6). */
const MEDIA_ANNOTATIONS = new Set(['RichMedia', 'Movie', 'Screen', 'Sound', '3D']);

export type ActiveKind = 'pdf-active-content' | 'pdf-links-removed';

/**
 * What must not be in a file that is sealed: an action that runs, sends or loads something, or an annotation
 * that plays something. A link to the web or to a mail address is neither. Null for everything else.
 */
export function activeKind(value: PdfObject, reader: PdfReader): ActiveKind | null {
  if (!(value instanceof PdfDict)) return null;
  const subtype = reader.resolve(value.get('Subtype'));
  if (subtype instanceof PdfName && MEDIA_ANNOTATIONS.has(subtype.value) && value.has('Rect'))
    return 'pdf-active-content';
  if (!isAction(value, reader)) return null;
  const type = reader.resolve(value.get('S'));
  if (!(type instanceof PdfName)) return null;
  if (ACTIVE_ACTIONS.has(type.value)) return 'pdf-active-content';
  return type.value === 'URI' && opensOtherProgram(reader.resolve(value.get('URI')))
    ? 'pdf-links-removed'
    : null;
}

/** `/AA`: what happens when a page is opened or a field is left (§ 12.6.3). A font may be called AA as well. */
export function isAdditionalActions(value: PdfObject, reader: PdfReader): boolean {
  if (!(value instanceof PdfDict)) return false;
  return [...value.values()].every((item) => {
    const action = reader.resolve(item);
    return action instanceof PdfDict && isAction(action, reader) && action.has('S');
  });
}

/** A structure element or a transparency group has an `/S` too, and another `/Type` or none of an action's keys. */
function isAction(value: PdfDict, reader: PdfReader): boolean {
  const type = value.get('Type');
  if (type !== undefined && !isName(reader.resolve(type), 'Action')) return false;
  return !value.has('P') || value.has('JS') || value.has('URI');
}

/** A link that a browser would hand to something else than the web or mail (`file:`, `javascript:`, …). */
function opensOtherProgram(uri: PdfObject): boolean {
  if (uri instanceof PdfStream || !(uri instanceof PdfString)) return false;
  const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(Buffer.from(uri.bytes).toString('latin1'))?.[1];
  return scheme !== undefined && !/^(https?|mailto|tel)$/i.test(scheme);
}
