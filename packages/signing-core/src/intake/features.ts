import { SigningError } from '../errors.js';
import {
  PdfDict,
  PdfName,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import type { IntakeReason } from './report.js';

const MAX_OBJECTS = 1_000_000;

/** Action types that do something beyond moving around in the document (ISO 32000-2 § 12.6.4). */
const ACTIVE = new Set([
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'Rendition',
  'RichMediaExecute',
]);

/**
 * What a signer could not see or a seal could not vouch for. Walks every object the document can reach.
 * Throws `pdf-portfolio`, `pdf-dynamic-form`, `pdf-damaged`.
 */
export function findFeatures(reader: PdfReader): IntakeReason[] {
  const { catalog } = reader;
  if (catalog.has('Collection')) {
    throw new SigningError(
      'pdf-portfolio',
      'This is a PDF portfolio: the real documents are inside it. Upload each of them instead.',
    );
  }
  const form = reader.dictAt(catalog, 'AcroForm');
  const hasXfa = form?.has('XFA') ?? false;
  if (hasXfa && reader.resolve(catalog.get('NeedsRendering')) === true) {
    throw new SigningError(
      'pdf-dynamic-form',
      'This form builds its pages only in Adobe software. Print it to a PDF there and upload that.',
    );
  }
  const reasons: IntakeReason[] = [];
  if (hasXfa)
    reasons.push(
      reason(
        'pdf-xfa-layer',
        'This form has a second layer for Adobe software that may show other values; signers see the plain form.',
      ),
    );
  const found = scanObjects(reader);
  if (found.active)
    reasons.push(
      reason(
        'pdf-active-content',
        'This PDF contains scripts or actions. They are not run here, and they stay in the file as they are.',
      ),
    );
  if (found.embedded)
    reasons.push(
      reason('pdf-embedded-files', 'Other files are attached inside this PDF. Signers do not see them.'),
    );
  if (hasHiddenLayers(reader))
    reasons.push(
      reason(
        'pdf-hidden-layers',
        'This PDF has layers that are hidden on screen or in print. Check that signers see what they should.',
      ),
    );
  return reasons;
}

const reason = (code: IntakeReason['code'], sentence: string): IntakeReason => ({ code, sentence });

function scanObjects(reader: PdfReader): { active: boolean; embedded: boolean } {
  const found = { active: false, embedded: false };
  const seen = new Set<number>();
  const pending: PdfValue[] = [reader.trailer.get('Root') ?? null];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next instanceof PdfRef) {
      if (seen.has(next.objectNumber)) continue;
      seen.add(next.objectNumber);
      if (seen.size > MAX_OBJECTS)
        throw new SigningError(
          'pdf-too-complex',
          'This PDF has far more parts than a document needs. Print it to a new PDF and use that.',
        );
    }
    const value: PdfObject = next instanceof PdfRef ? reader.resolve(next) : (next ?? null);
    const entries = value instanceof PdfStream ? value.dict : value;
    if (entries instanceof PdfDict) {
      classify(entries, found);
      pending.push(...entries.values());
    } else if (Array.isArray(entries)) {
      for (const item of entries) pending.push(item);
    }
  }
  return found;
}

function classify(entries: PdfDict, found: { active: boolean; embedded: boolean }): void {
  const action = entries.get('S');
  if (action instanceof PdfName && ACTIVE.has(action.value)) found.active = true;
  if (entries.has('JS') || opensOtherProgram(entries.get('URI'))) found.active = true;
  const subtype = entries.get('Subtype');
  if (subtype instanceof PdfName && (subtype.value === 'RichMedia' || subtype.value === 'Movie'))
    found.active = true;
  if (entries.has('EmbeddedFiles') || entries.has('EF')) found.embedded = true;
}

/** A link that a browser would hand to something else than the web or mail (`file:`, `javascript:`, …). */
function opensOtherProgram(uri: PdfValue | undefined): boolean {
  if (!(uri instanceof PdfString)) return false;
  const scheme = /^\s*([a-z][a-z\d+.-]*):/i.exec(Buffer.from(uri.bytes).toString('latin1'))?.[1];
  return scheme !== undefined && !/^(https?|mailto|tel)$/i.test(scheme);
}

/** Any layer that starts hidden, or whose state differs between screen and print. */
function hasHiddenLayers(reader: PdfReader): boolean {
  const properties = reader.dictAt(reader.catalog, 'OCProperties');
  const config = properties && reader.dictAt(properties, 'D');
  if (!properties || !config) return false;
  const off = reader.arrayAt(config, 'OFF') ?? [];
  const baseOff = reader.resolve(config.get('BaseState'));
  if (off.length > 0 || (baseOff instanceof PdfName && baseOff.value === 'OFF')) return true;
  return (reader.arrayAt(properties, 'OCGs') ?? []).some((item) => {
    const group = reader.resolve(item);
    const usage = group instanceof PdfDict ? reader.dictAt(group, 'Usage') : null;
    const states = ['View', 'Print'].map((key) => {
      const part = usage && reader.dictAt(usage, key);
      const state = part && reader.resolve(part.get(`${key}State`));
      return state instanceof PdfName ? state.value : 'ON';
    });
    return states.includes('OFF');
  });
}
