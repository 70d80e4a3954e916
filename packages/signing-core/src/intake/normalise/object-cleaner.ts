import {
  isName,
  name,
  PdfDict,
  type PdfObject,
  PdfRef,
  PdfStream,
  type PdfValue,
} from '../../pdf/objects.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { activeFinding, isAdditionalActions, opensOtherProgram } from '../facts/active-content.js';
import { findCroppedToNothing } from '../facts/cropped-to-nothing.js';
import type { IntakeWarningCode } from '../report.js';
import type { DocumentCopy } from './document-copy.js';
import type { LayerFlattener } from './layer-flattener.js';

/** Trees of names whose entries run by themselves (ISO 32000-2 § 7.7.4). */
const ACTIVE_NAME_TREES = ['JavaScript', 'Renditions', 'AlternatePresentations'];

/** Parts with a duty of their own; other dictionaries are cleaned by what they hold. */
type Part = 'catalog' | 'form' | 'names' | 'permissions';

/** Where the catalogue keeps them; each may be an object of its own or stand in the catalogue. */
const PARTS_OF_CATALOG = [
  ['AcroForm', 'form'],
  ['Names', 'names'],
  ['Perms', 'permissions'],
] as const;

/**
 * Takes out of each object what must not be in a sealed file and keeps the rest as it is. `removed` says what
 * was found; nothing found means the file need not be written again.
 */
export class ObjectCleaner {
  readonly removed = new Set<IntakeWarningCode>();
  private readonly parts = new Map<number, Part>();
  private readonly croppedToNothing: ReadonlyMap<number, PdfValue[]>;

  constructor(
    private readonly reader: PdfReader,
    private readonly flattener: LayerFlattener | null,
  ) {
    this.croppedToNothing = findCroppedToNothing(reader);
    this.remember(reader.trailer.get('Root'), 'catalog');
    for (const [key, part] of PARTS_OF_CATALOG) this.remember(reader.catalog.get(key), part);
  }

  readonly clean = (value: PdfObject, reference: PdfRef): PdfObject => {
    const part = this.parts.get(reference.objectNumber);
    // Reached only from outside the places where it was taken out, such as the structure tree.
    if (this.isUnwanted(value)) return null;
    if (value instanceof PdfStream) {
      const flat = this.flattener?.stream(value) ?? value;
      return new PdfStream(this.cleanDict(flat.dict), flat.data);
    }
    if (part && value instanceof PdfDict) return this.cleanPart(value, part);
    const page = value instanceof PdfDict ? this.flattener?.page(value, reference) : undefined;
    return this.cleanValue(this.wholePage(page ?? value, reference));
  };

  private wholePage(value: PdfValue, { objectNumber }: PdfRef): PdfValue {
    const box = this.croppedToNothing.get(objectNumber);
    if (!box || !(value instanceof PdfDict)) return value;
    this.removed.add('pdf-crop-box-ignored');
    return new PdfDict([...value, ['CropBox', box]]);
  }

  /** Objects the document does not use any more travel along in the file: active content counts there too. */
  searchBeside(copy: DocumentCopy): void {
    for (const objectNumber of this.reader.crossReference.entries.keys()) {
      if (copy.has(objectNumber)) continue;
      try {
        const value = this.reader.resolve(new PdfRef(objectNumber, 0));
        this.cleanValue(value instanceof PdfStream ? value.dict : value);
        this.isUnwanted(value);
      } catch {
        // Unused and unreadable: it is not copied, and nobody will read it.
      }
    }
  }

  private cleanValue(value: PdfValue): PdfValue {
    if (value instanceof PdfDict) return this.cleanDict(value);
    if (Array.isArray(value)) return this.cleanArray(value);
    return value;
  }

  private cleanArray(items: readonly PdfValue[]): PdfValue[] {
    return items
      .filter((item) => !this.isUnwanted(this.reader.resolve(item)))
      .map((item) => this.cleanValue(item));
  }

  private cleanDict(value: PdfDict): PdfDict {
    const kept = new PdfDict();
    for (const [key, item] of value) {
      const resolved = this.reader.resolve(item);
      if (key === 'AA' && isAdditionalActions(value, resolved, this.reader))
        this.removed.add('pdf-active-content');
      // A click would open several places at once, all but one of them unseen.
      else if (key === 'Next' && isName(this.reader.resolve(value.get('S')), 'URI'))
        this.removed.add('pdf-links-removed');
      // What every relative link is resolved against.
      else if (key === 'Base' && opensOtherProgram(resolved)) this.removed.add('pdf-links-removed');
      else if (key === 'OC' && this.flattener) this.removed.add('pdf-hidden-layers');
      else if (!this.isUnwanted(resolved)) kept.set(key, this.cleanValue(item));
    }
    return kept;
  }

  private cleanPart(value: PdfDict, part: Part): PdfDict {
    const kept = new PdfDict(value);
    if (part === 'catalog') {
      if (this.flattener && kept.delete('OCProperties')) this.removed.add('pdf-hidden-layers');
      // Missing, it stops some readers; readers who go by it are served.
      if (!kept.has('Type')) kept.set('Type', name('Catalog'));
      kept.delete('Requirements');
      kept.delete('NeedsRendering');
      for (const [key, inner] of PARTS_OF_CATALOG) {
        const direct = kept.get(key);
        if (direct instanceof PdfDict) kept.set(key, this.cleanPart(direct, inner));
      }
    } else if (part === 'form') {
      if (kept.delete('XFA')) this.removed.add('pdf-xfa-layer');
      kept.delete('CO');
    } else if (part === 'names') {
      for (const key of ACTIVE_NAME_TREES) if (kept.delete(key)) this.removed.add('pdf-active-content');
    } else {
      for (const key of ['UR', 'UR3']) if (kept.delete(key)) this.removed.add('pdf-usage-rights-removed');
    }
    return this.cleanDict(kept);
  }

  private isUnwanted(value: PdfObject): boolean {
    if (value instanceof PdfDict && this.flattener?.hidesAnnotation(value)) return true;
    const finding = activeFinding(value, this.reader);
    if (finding) this.removed.add(finding === 'link' ? 'pdf-links-removed' : 'pdf-active-content');
    return finding !== null;
  }

  private remember(value: PdfValue | undefined, part: Part): void {
    if (value instanceof PdfRef) this.parts.set(value.objectNumber, part);
  }
}
