import { decodeStream } from '../../pdf/decode-stream.js';
import { isName, PdfDict, PdfRef, PdfStream, type PdfValue } from '../../pdf/objects.js';
import { itemOf, type Place } from './object-usages.js';
import type { RevisionStep, Slot } from './revision-step.js';
import { sameValue } from './same-value.js';

const STORE_LISTS = ['Certs', 'CRLs', 'OCSPs'] as const;
const STORE_KEYS = new Set<string>([...STORE_LISTS, 'VRI', 'Type', 'TU', 'TS']);
const VRI_LISTS = ['Cert', 'CRL', 'OCSP'] as const;
const VRI_KEYS = new Set<string>([...VRI_LISTS, 'Type', 'TU', 'TS']);
/** A revocation list of a large authority. */
const MAX_DER_BYTES = 64 * 1024 * 1024;
/** A stream of DER and nothing else. */
const STREAM_KEYS = new Set(['Length', 'Filter', 'DecodeParms', 'Type', 'Subtype', 'DL']);

/**
 * The document security store (ISO 32000-2 § 12.8.4.3): certificates, revocation lists and answers may come and, as
 * EN 319 142-1 allows, go. Nothing else may travel in it.
 */
export function judgeSecurityStore(
  step: RevisionStep,
  before: PdfDict,
  after: PdfDict,
  catalogPlace: Place,
): void {
  const slot = step.slot(before, after, 'DSS', catalogPlace);
  if (slot.after === null && slot.before === null) return;
  if (!(slot.after instanceof PdfDict)) {
    step.refuse('The validation data was taken out of the document.');
    return;
  }
  const known = slot.before instanceof PdfDict ? slot.before : null;
  const odd = [...slot.after.keys()].find((key) => !STORE_KEYS.has(key));
  if (odd !== undefined) step.refuse(`The validation data carries something else (${odd}).`);
  const touched = judgeLists(step, STORE_LISTS, known, slot.after, slot.place);
  const records = step.slot(known, slot.after, 'VRI', slot.place);
  const recordsTouched = records.after !== null && judgeRecords(step, records);
  if (touched || recordsTouched || !sameValue(slot.before, slot.after))
    step.note('archive', 'Data for long-term validation was added.');
}

function judgeRecords(step: RevisionStep, records: Slot): boolean {
  const { after } = records;
  if (!(after instanceof PdfDict)) {
    step.refuse('The validation data carries something else (VRI).');
    return true;
  }
  const known = records.before instanceof PdfDict ? records.before : null;
  let touched = false;
  for (const key of after.keys()) {
    if (key === 'Type') continue;
    const record = step.slot(known, after, key, records.place);
    if (!/^(?:[0-9A-Fa-f]{2}){20,64}$/.test(key) || !(record.after instanceof PdfDict)) {
      step.refuse('The validation data carries something else (VRI).');
      return true;
    }
    touched = judgeRecord(step, record, record.after) || touched;
  }
  return touched || !sameValue(records.before, after);
}

function judgeRecord(step: RevisionStep, record: Slot, after: PdfDict): boolean {
  const known = record.before instanceof PdfDict ? record.before : null;
  const odd = [...after.keys()].find((key) => !VRI_KEYS.has(key));
  if (odd !== undefined) step.refuse(`The validation data carries something else (${odd}).`);
  const lists = judgeLists(step, VRI_LISTS, known, after, record.place);
  const stamp = step.slot(known, after, 'TS', record.place);
  if (stamp.after !== null && !isPlainStream(step, stamp.after)) {
    step.refuse('The validation data carries something else (TS).');
  }
  return lists || !sameValue(record.before, after);
}

function judgeLists(
  step: RevisionStep,
  keys: readonly string[],
  before: PdfDict | null,
  after: PdfDict,
  place: Place,
): boolean {
  let touched = false;
  for (const key of keys) {
    const slot = step.slot(before, after, key, place);
    if (slot.after === null) continue;
    if (!Array.isArray(slot.after)) {
      step.refuse(`The validation data carries something else (${key}).`);
      continue;
    }
    const known = Array.isArray(slot.before) ? slot.before : [];
    for (const item of slot.after) judgeStream(step, item, known, slot.place);
    touched = touched || !sameValue(slot.before, slot.after);
  }
  return touched;
}

/** Lists of all kinds share streams (VRI repeats what the store holds), so a known stream may be named again. */
function judgeStream(step: RevisionStep, item: PdfValue, known: readonly PdfValue[], place: Place): void {
  const isKnown = known.some((one) => sameValue(one, item));
  if (item instanceof PdfRef && step.objects.added.has(item.objectNumber)) step.account(item.objectNumber);
  if (isKnown && item instanceof PdfRef && !step.touches(item)) return;
  if (isKnown && item instanceof PdfRef && step.usages.isOnlyUsedAt(item.objectNumber, itemOf(place))) {
    step.account(item.objectNumber);
  }
  if (!(item instanceof PdfRef) || !isPlainStream(step, step.after.resolve(item))) {
    step.refuse('The validation data carries something other than certificates and revocation data.');
  }
}

function isPlainStream(step: RevisionStep, value: unknown): boolean {
  if (!(value instanceof PdfStream)) return false;
  const type = step.after.resolve(value.dict.get('Type'));
  const acts = isName(type, 'ObjStm') || isName(type, 'XRef') || isName(type, 'XObject');
  if (acts || [...value.dict.keys()].some((key) => !STREAM_KEYS.has(key))) return false;
  const data = decodeStream(value, step.after.resolve, MAX_DER_BYTES);
  return data !== null && isWholeSequence(data);
}

/** One DER SEQUENCE from the first byte to the last: no room for objects that a repairing reader would find. */
function isWholeSequence(data: Uint8Array): boolean {
  const [tag, first = 0] = data;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (tag !== 0x30 || first === 0x80 || lengthBytes > 4) return false;
  let length = first < 0x80 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 256 + (data[2 + i] ?? 0);
  return data.length === 2 + lengthBytes + length;
}
