import { PdfReader } from '../../pdf/pdf-reader.js';
import type { IntakeNote } from '../report.js';
import type { Taking } from '../taking.js';
import { findDateFields } from './find-date-fields.js';
import { findFormFields } from './find-form-fields.js';
import { flattenForm, hasForm } from './flatten-form.js';
import { isSigned } from './is-signed.js';
import { listWidgets } from './list-widgets.js';

/**
 * Makes the form of an unsigned file part of its pages, once, before it is frozen; its empty fields become found fields. A
 * signed file is left as it is and nothing is found in it. Throws `pdf-damaged`, `pdf-too-complex`.
 *
 * @param source the document with the scripts that tell what a field takes
 */
export function takeForm(taking: Taking, source: PdfReader): void {
  if (!taking.tools) return;
  const reader = source.bytes === taking.bytes ? source : new PdfReader(taking.bytes);
  const pages = listWidgets(reader);
  if (!hasForm(reader, pages) || isSigned(reader)) return;
  const { fields, leftOut } = findFormFields(reader, pages, findDateFields(source));
  taking.bytes = flattenForm(reader, pages, taking.tools.fonts).bytes;
  taking.fields = [...taking.fields, ...fields];
  // PDFium draws no widgets when pages are looked at, so each of them looks new to it.
  for (const { pageIndex, seen } of pages.flatMap(({ widgets }) => widgets))
    if (seen) taking.redrawn.push({ pageIndex, box: seen });
  taking.notes.push(formNote(fields.length, leftOut));
}

function formNote(found: number, leftOut: number): IntakeNote {
  const empty = found === 1 ? 'Its one empty field is' : `Its ${found.toLocaleString('en')} empty fields are`;
  const rest = leftOut > 0 ? ` ${leftOut.toLocaleString('en')} more are not offered.` : '';
  const offered = found > 0 ? ` ${empty} ready to be given to recipients.${rest}` : '';
  return {
    code: 'pdf-form-flattened',
    sentence: `The form in this PDF is now part of its pages; what was filled in stays as it was shown.${offered}`,
  };
}
