import { SigningError } from '../../errors.js';
import { damaged } from '../../pdf/damaged.js';
import { PdfRef } from '../../pdf/objects.js';
import { PdfReader } from '../../pdf/pdf-reader.js';
import { listSignatureFields } from '../../pdf/signature-fields.js';
import { hasHiddenLayers, Layers } from '../facts/layers.js';
import type { PdfFacts } from '../facts/pdf-facts.js';
import { withDocument } from '../facts/read-document-facts.js';
import { readFileFacts } from '../facts/read-file-facts.js';
import { refuseUnshowable } from '../features.js';
import type { IntakeReason, IntakeWarningCode } from '../report.js';
import { cutJunk } from './cut-junk.js';
import { describeChange } from './describe-change.js';
import { DocumentCopy } from './document-copy.js';
import { LayerFlattener } from './layer-flattener.js';
import { isMisplaced } from './misplaced.js';
import { ObjectCleaner } from './object-cleaner.js';
import { decrypt, repair } from './rebuild.js';
import { refuseTooManyObjects } from './too-many-objects.js';

export interface NormalisedPdf {
  /** What is frozen: the upload itself (the same array) when nothing had to change. */
  readonly bytes: Uint8Array;
  /** Each change in plain words. Empty when nothing had to change. */
  readonly changes: readonly IntakeReason[];
  /** The document before anything was taken out of it: decrypted or put together again where that was needed. */
  readonly source: PdfReader;
  /** Its parts had to be looked for: others, who look for them in their own way, may find less or nothing. */
  readonly wasUnreadable: boolean;
  /** Writes the document out as it was read; null where that is what is frozen, or nobody may write it. */
  readonly writeAsRead: (() => Uint8Array) | null;
}

/**
 * How far to go: `needed` changes what must not stay; `written-anew` writes the file in any case, for readers who stumble
 * over its form; `repaired` looks for its objects instead of believing its table of contents.
 */
export type Thoroughness = 'needed' | 'written-anew' | 'repaired';

/**
 * Makes an upload fit to be frozen, once, before anybody signs: takes off permissions-only encryption, active
 * content and a form layer for other software, shows of layers what the screen shows, repairs structure. Tags,
 * bookmarks, links, metadata and attachments stay. A signed file is never written again: it is taken as it is
 * or refused. Throws {@link SigningError} `pdf-encrypted`, `pdf-damaged`, `pdf-too-complex`,
 * `pdf-signed-and-active`.
 *
 * @param tell gets what was found in the upload, each time more is known; also when the file is refused afterwards.
 */
export async function normalisePdf(
  upload: Uint8Array,
  tell: (facts: PdfFacts) => void = () => {},
  thoroughness: Thoroughness = 'needed',
): Promise<NormalisedPdf> {
  const bytes = cutJunk(upload);
  const done = new Set<IntakeWarningCode>(bytes.length < upload.length ? ['pdf-junk-removed'] : []);
  const opened = openStrictly(bytes);
  const facts = readFileFacts(upload, bytes, opened);
  tell(facts);
  const tellOf = (reader: PdfReader): void => tell(withDocument(facts, reader, isSigned(reader)));
  const isEncrypted = opened?.isEncrypted ?? false;
  const readable = opened && isEncrypted ? await decrypt(opened) : opened;
  if (isEncrypted) done.add('pdf-permissions-removed');
  if (readable) tellOf(readable);
  if (readable && isSigned(readable)) return takeSigned(readable, upload, isEncrypted);
  const asItIs = readable && thoroughness !== 'repaired' ? clean(readable) : null;
  const cleaned = asItIs ?? (await cleanAfterRepair(bytes, readable, tellOf));
  for (const change of cleaned.changes) done.add(change);
  const { source } = cleaned;
  const canStay = thoroughness === 'needed' && !misleads(cleaned);
  const wasUnreadable = thoroughness !== 'repaired' && cleaned.changes.includes('pdf-repaired');
  const about = { changes: [...done].map(describeChange), source, wasUnreadable };
  if (done.size === 0 && canStay) return { bytes: upload, ...about, writeAsRead: () => cleaned.copy.write() };
  return { bytes: cleaned.copy.write(), ...about, writeAsRead: null };
}

/** Appended to as it is, the file would mean something else: numbers it names are given out, or a program sees encryption. */
const misleads = ({ copy, source }: Cleaned): boolean =>
  copy.namesNumbersToCome || source.trailer.has('Encrypt');

interface Cleaned {
  readonly copy: DocumentCopy;
  readonly changes: readonly IntakeWarningCode[];
  readonly source: PdfReader;
}

/** Null when a part of the document does not stand where the file says. */
function clean(reader: PdfReader): Cleaned | null {
  refuseUnshowable(reader);
  try {
    const flattener = hasHiddenLayers(reader) ? new LayerFlattener(reader, new Layers(reader)) : null;
    const cleaner = new ObjectCleaner(reader, flattener);
    const copy = new DocumentCopy(reader, cleaner.clean, flattener?.added);
    cleaner.searchBeside(copy);
    return {
      copy,
      changes: [...cleaner.removed, ...(hasOddTable(reader) ? (['pdf-repaired'] as const) : [])],
      source: reader,
    };
  } catch (error) {
    if (error instanceof SigningError && error.code === 'pdf-damaged') return null;
    throw error;
  }
}

async function cleanAfterRepair(
  bytes: Uint8Array,
  opened: PdfReader | null,
  tellOf: (reader: PdfReader) => void,
): Promise<Cleaned> {
  for await (const { reader, lacksPages } of repair(bytes, opened)) {
    tellOf(reader);
    if (isSigned(reader)) {
      throw new SigningError(
        'pdf-damaged',
        'This PDF is damaged and signed: repairing it would break its signatures. Ask its author for the original.',
      );
    }
    const cleaned = clean(reader);
    const done = lacksPages ? (['pdf-repaired', 'pdf-pages-missing'] as const) : (['pdf-repaired'] as const);
    if (cleaned) return { ...cleaned, changes: [...cleaned.changes, ...done] };
  }
  throw damaged('its parts cannot be put together again');
}

function openStrictly(bytes: Uint8Array): PdfReader | null {
  try {
    const reader = new PdfReader(bytes);
    refuseTooManyObjects(reader);
    return reader.catalog ? reader : null;
  } catch (error) {
    // What is too much to read in order is more so when it is searched for.
    if (error instanceof SigningError && error.code === 'pdf-too-complex') throw error;
    return null;
  }
}

/** A table of contents that is present but says something impossible, about itself or about the objects. */
const hasOddTable = (reader: PdfReader): boolean =>
  typeof reader.resolve(reader.trailer.get('Size')) !== 'number' || isMisplaced(reader);

function isSigned(reader: PdfReader): boolean {
  try {
    return listSignatureFields(reader).some((field) => field.value !== null);
  } catch {
    // A form that goes in a circle can still hold a signature: rather refused than written again.
    return Buffer.from(reader.bytes).includes('/ByteRange');
  }
}

/** Nothing of a signed file is ever written again, so what may not stay in it is a reason to refuse. */
function takeSigned(reader: PdfReader, upload: Uint8Array, isEncrypted: boolean): NormalisedPdf {
  // A number without an object would be given out by the next revision.
  if (isEncrypted || reader.trailer.get('Encrypt') instanceof PdfRef) {
    throw new SigningError(
      'pdf-permissions-locked',
      'This PDF is signed and protected against changes. Ask its author for a copy without the protection.',
    );
  }
  const cleaner = new ObjectCleaner(reader, null);
  new DocumentCopy(reader, cleaner.clean);
  if (cleaner.removed.has('pdf-active-content')) {
    throw new SigningError(
      'pdf-signed-and-active',
      'This PDF is signed and contains scripts or actions, which cannot be taken out without breaking its signatures. Ask its author for a copy without them.',
    );
  }
  return { bytes: upload, changes: [], source: reader, wasUnreadable: false, writeAsRead: null };
}
