import {
  type Color,
  type PDFDict,
  type PDFDocument,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
  PDFString,
  setFillingColor,
} from 'pdf-lib';
import { escapeCharacters, type FaceName } from './faces.js';
import type { TypesetDocument, TypesetFont, TypesetLine, Typesetter } from './typesetter.js';

/** Text beyond the certificate's own faces, collected page by page and written when the pages are done. */
export class ForeignText {
  private readonly typeset: TypesetDocument;
  private readonly wrapped = new Map<string, readonly TypesetLine[]>();
  private readonly pages = new Set<PDFPage>();
  /** Whether something had to be escaped. */
  escaped = false;

  constructor(private readonly typesetter: Typesetter) {
    this.typeset = typesetter.begin();
  }

  /** Lines of the text; what the typesetter cannot draw either is escaped. */
  wrap(text: string, face: FaceName, sizePt: number, widthPt: number): readonly TypesetLine[] {
    // Asked for its height and then to be set: a text is laid out once.
    const key = `${face} ${sizePt} ${widthPt} ${text}`;
    const known = this.wrapped.get(key);
    if (known) return known;
    const undrawable = this.typesetter.findUndrawable(text, face);
    const shown = escapeCharacters(text, new Set(undrawable));
    if (shown !== text.normalize('NFC')) this.escaped = true;
    const lines = this.typeset.wrap(shown, { face, sizePt, widthPt });
    this.wrapped.set(key, lines);
    return lines;
  }

  /** In its place among what the page has already, so that content and reading order are one. */
  draw(page: PDFPage, line: TypesetLine, at: { x: number; y: number; color: Color }): void {
    this.pages.add(page);
    const drawn = `q ${setFillingColor(at.color).toString()}\n${line.draw(at.x, at.y)}`;
    page.pushOperators(PDFOperator.of(PDFOperatorNames.PopGraphicsState, [drawn]));
  }

  /** Embeds what was used, once the pages are drawn. */
  finish(document: PDFDocument): void {
    const fonts = this.typeset.fonts().map((font) => [font.resourceName, embed(document, font)] as const);
    for (const page of this.pages)
      for (const [name, font] of fonts) page.node.setFontDictionary(PDFName.of(name), font);
  }
}

/** A composite font with two-byte codes (ISO 32000-2 § 9.7). */
function embed({ context }: PDFDocument, font: TypesetFont): PDFRef {
  const stream = (bytes: Uint8Array, entries = {}): PDFRef =>
    context.register(context.flateStream(bytes, entries));
  const program =
    font.outlines === 'cff'
      ? { FontFile3: stream(font.program, { Subtype: 'CIDFontType0C' }) }
      : { FontFile2: stream(font.program, { Length1: font.program.length }) };
  const descriptor: PDFDict = context.obj({
    Type: 'FontDescriptor',
    FontName: font.baseFont,
    // Symbolic: the codes are the document's own.
    Flags: 4,
    FontBBox: [...font.bounds],
    ItalicAngle: font.italicAngleDegrees,
    Ascent: font.ascent,
    Descent: font.descent,
    CapHeight: font.capHeight,
    StemV: 80,
    ...program,
  });
  const descendant = context.obj({
    Type: 'Font',
    Subtype: font.outlines === 'cff' ? 'CIDFontType0' : 'CIDFontType2',
    BaseFont: font.baseFont,
    CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
    FontDescriptor: context.register(descriptor),
    DW: 0,
    W: font.widths.flatMap(([cid, width]) => [cid, [width]]),
    ...(font.cidToGlyphMap ? { CIDToGIDMap: stream(font.cidToGlyphMap) } : {}),
  });
  const composite = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: font.baseFont,
    Encoding: 'Identity-H',
    DescendantFonts: [context.register(descendant)],
    ToUnicode: stream(font.toUnicode),
  });
  return context.register(composite);
}
