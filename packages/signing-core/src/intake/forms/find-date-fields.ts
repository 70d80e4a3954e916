import { decodeStream } from '../../pdf/decode-stream.js';
import { PdfDict, PdfStream, PdfString, type PdfValue, readTextString } from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { listWidgets } from './list-widgets.js';

const MAX_SCRIPT_BYTES = 64 * 1024;

/**
 * Full names of the form's fields whose author lets them take dates only: by the format or keystroke script every form
 * program writes for that (`AFDate_FormatEx`). Names and labels are not guessed from. To be asked before scripts are taken
 * out of the file; the scripts are read and never run.
 */
export function findDateFields(reader: PdfReader): Set<string> {
  const found = new Set<string>();
  if (!reader.dictAt(reader.catalog, 'AcroForm')) return found;
  for (const { widgets } of listWidgets(reader)) {
    for (const { field, dict } of widgets) {
      if (field.type === 'Tx' && [dict, field.key].some((owner) => takesDates(reader, owner))) {
        found.add(field.fullName);
      }
    }
  }
  return found;
}

function takesDates(reader: PdfReader, owner: PdfDict): boolean {
  const actions = reader.dictAt(owner, 'AA');
  if (!actions) return false;
  return ['F', 'K'].some((event) => {
    const action = reader.dictAt(actions, event);
    return action !== null && /\bAFDate_(Format|Keystroke)/.test(scriptOf(reader, action.get('JS')));
  });
}

function scriptOf(reader: PdfReader, value: PdfValue | undefined): string {
  const script = reader.resolve(value);
  if (script instanceof PdfString) return readTextString(script);
  if (!(script instanceof PdfStream)) return '';
  const data = decodeStream(script, reader.resolve, MAX_SCRIPT_BYTES);
  return data ? readTextString(new PdfString(data, false)) : '';
}
