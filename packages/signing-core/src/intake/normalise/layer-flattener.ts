import { deflateSync } from 'node:zlib';
import { decodeStream } from '../../pdf/decode-stream.js';
import { dict, isName, name, PdfDict, PdfRef, PdfStream } from '../../pdf/objects.js';
import { decodedContent } from '../../pdf/page-content.js';
import { type Page, walkPages } from '../../pdf/page-tree.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import type { Layers } from '../facts/layers.js';
import { withoutHidden } from './hidden-content.js';

const MAX_FORM_BYTES = 64 * 1024 * 1024;

/** Makes what is on screen when the file is opened the only thing the file can show. */
export class LayerFlattener {
  /** Content streams that replace what pages had, under object numbers nobody uses. */
  readonly added = new Map<number, PdfStream>();
  private readonly pages: ReadonlyMap<number, Page>;
  /** Counts down: numbers no file can name, so that a reference that points nowhere never points to what is added. */
  private next = -1;

  constructor(
    private readonly reader: PdfReader,
    private readonly layers: Layers,
  ) {
    this.pages = new Map([...walkPages(reader)].map((page) => [page.reference.objectNumber, page]));
  }

  /** The page with its contents joined and cleaned, or as it is. */
  page(value: PdfDict, reference: PdfRef): PdfDict {
    const page = this.pages.get(reference.objectNumber);
    const content = page && decodedContent(this.reader, page);
    const shown = content && withoutHidden(content, this.judge(page.resources));
    if (!shown) return value;
    return new PdfDict([...value, ['Contents', this.addStream(shown)]]);
  }

  /** A form, image or pattern without what it hides; an empty form when all of it is hidden. */
  stream(stream: PdfStream): PdfStream {
    if (this.layers.hides(stream.dict.get('OC'))) return emptyForm();
    const isForm = isName(this.reader.resolve(stream.dict.get('Subtype')), 'Form');
    if (!isForm && !stream.dict.has('PatternType')) return stream;
    const resources = this.reader.dictAt(stream.dict, 'Resources');
    const content = resources && decodeStream(stream, this.reader.resolve, MAX_FORM_BYTES);
    const shown = content && withoutHidden(content, this.judge(resources));
    if (!shown) return stream;
    return compressed(stream.dict, shown);
  }

  hidesAnnotation(value: PdfDict): boolean {
    return value.has('Rect') && value.has('OC') && this.layers.hides(value.get('OC'));
  }

  private judge(resources: PdfDict): (propertyName: string) => boolean {
    const properties = this.reader.dictAt(resources, 'Properties');
    return (propertyName) => this.layers.hides(properties?.get(propertyName));
  }

  private addStream(content: Uint8Array): PdfRef {
    const objectNumber = this.next--;
    this.added.set(objectNumber, compressed(new PdfDict(), content));
    return new PdfRef(objectNumber, 0);
  }
}

function compressed(entries: PdfDict, content: Uint8Array): PdfStream {
  const kept = new PdfDict(entries);
  kept.delete('DecodeParms');
  kept.set('Filter', name('FlateDecode'));
  return new PdfStream(kept, deflateSync(content));
}

const emptyForm = (): PdfStream =>
  new PdfStream(dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, 0, 0] }), new Uint8Array());
