import { damaged } from '../../pdf/damaged.js';
import { decodeStream } from '../../pdf/decode-stream.js';
import { isName, PdfName, PdfStream } from '../../pdf/objects.js';
import type { Matrix } from '../../pdf/page-geometry.js';
import type { PdfReader } from '../../pdf/pdf-reader.js';
import { type Operation, readOperations } from './content-operations.js';
import { ContentRun, type KnownFonts } from './content-run.js';
import type { Content, ShownGlyph } from './shown-text.js';
import { IDENTITY, multiply } from './text-state.js';

const MOST_OPERATIONS = 2_000_000;
const MOST_GLYPHS = 1_000_000;
const MAX_FORM_DEPTH = 8;
const MAX_FORM_BYTES = 16 * 1024 * 1024;

/**
 * Where each glyph of a page begins, from its operators alone (ISO 32000-2 § 9.4). Glyphs whose place
 * cannot be known are left out. Throws `pdf-damaged` when the content is not understood.
 */
export function trackText(reader: PdfReader, page: Content): ShownGlyph[] {
  const tracker = new TextTracker(reader);
  tracker.run(page, IDENTITY, 0);
  return tracker.glyphs;
}

class TextTracker {
  readonly glyphs: ShownGlyph[] = [];
  private readonly contents = new Map<Content, Map<string, Content>>();
  private readonly fonts: KnownFonts = new Map();
  private operationCount = 0;

  constructor(private readonly reader: PdfReader) {}

  run(content: Content, matrix: Matrix, depth: number): void {
    content.uses++;
    const run = new ContentRun(this.reader, content, matrix, this.fonts, this.glyphs);
    for (const operation of readOperations(content.bytes)) {
      if (++this.operationCount > MOST_OPERATIONS || this.glyphs.length > MOST_GLYPHS)
        throw damaged('a page draws too much to follow');
      if (operation.keyword !== 'Do') run.take(operation);
      else this.drawForm(content, operation, run.matrix, depth);
    }
  }

  private drawForm(content: Content, { operands }: Operation, matrix: Matrix, depth: number): void {
    const [resource] = operands;
    if (!(resource instanceof PdfName)) return;
    const inside = this.contentOf(content, resource.value);
    if (!inside?.within) return;
    if (depth >= MAX_FORM_DEPTH) throw damaged('its forms are nested too deeply');
    const own = this.reader.resolve(inside.within.form.dict.get('Matrix'));
    const numbers = Array.isArray(own) ? own.map((item) => this.reader.resolve(item)) : [];
    const ownMatrix =
      numbers.length === 6 && numbers.every((item) => typeof item === 'number') ? numbers : IDENTITY;
    this.run(inside, multiply(ownMatrix as Matrix, matrix), depth + 1);
  }

  private contentOf(parent: Content, resourceName: string): Content | null {
    const known = this.contents.get(parent) ?? new Map<string, Content>();
    this.contents.set(parent, known);
    const remembered = known.get(resourceName);
    if (remembered) return remembered;
    const form = this.reader.resolve(this.reader.dictAt(parent.resources, 'XObject')?.get(resourceName));
    if (!(form instanceof PdfStream) || !isName(this.reader.resolve(form.dict.get('Subtype')), 'Form'))
      return null;
    const bytes = decodeStream(form, this.reader.resolve, MAX_FORM_BYTES);
    if (!bytes) throw damaged('a form cannot be unpacked');
    const resources = this.reader.dictAt(form.dict, 'Resources') ?? parent.resources;
    const content = { bytes, resources, within: { parent, resourceName, form }, uses: 0 };
    known.set(resourceName, content);
    return content;
  }
}
