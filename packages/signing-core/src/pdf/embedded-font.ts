import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { characterWidth, type FontFace } from './font-face.js';
import { dict, name, type PdfRef, PdfString, type PdfValue } from './objects.js';
import type { RevisionWriter } from './revision-writer.js';

/**
 * A face on its way into a document: collects the characters that are drawn and embeds only those, as a
 * composite font with two-byte glyph numbers (ISO 32000-2 § 9.7) and a ToUnicode map, so that the text can be
 * searched and copied.
 */
export class EmbeddedFont {
  private readonly subset;
  /** Subset glyph number by code point; numbers follow the order of drawing. */
  private readonly glyphs = new Map<number, number>();

  constructor(
    readonly resourceName: string,
    private readonly face: FontFace,
  ) {
    this.subset = face.font.createSubset();
  }

  /** The operand of `Tj`. */
  encode(text: string): string {
    let hex = '';
    for (const character of text)
      hex += this.glyphNumber(character.codePointAt(0) ?? 0)
        .toString(16)
        .padStart(4, '0');
    return `<${hex}>`;
  }

  private glyphNumber(codePoint: number): number {
    const known = this.glyphs.get(codePoint);
    if (known !== undefined) return known;
    const glyph = this.face.font.glyphForCodePoint(codePoint);
    const included = this.subset.includeGlyph(glyph?.id ?? 0);
    const number = typeof included === 'number' ? included : 0;
    this.glyphs.set(codePoint, number);
    return number;
  }

  write(writer: RevisionWriter): PdfRef {
    const program = Buffer.from(this.subset.encode());
    // Six letters by content (§ 9.9.2): two different subsets of a face must not share a name.
    const tag = [...createHash('sha256').update(program).digest().subarray(0, 6)]
      .map((byte) => String.fromCharCode(0x41 + (byte % 26)))
      .join('');
    const baseFont = name(`${tag}+${this.face.font.postscriptName ?? 'Sealwright'}`);
    const descendant = writer.add(
      dict({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: baseFont,
        CIDSystemInfo: dict({ Registry: literal('Adobe'), Ordering: literal('Identity'), Supplement: 0 }),
        FontDescriptor: this.writeDescriptor(writer, baseFont.value, program),
        DW: 0,
        W: this.widths(),
        CIDToGIDMap: name('Identity'),
      }),
    );
    return writer.add(
      dict({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: baseFont,
        Encoding: name('Identity-H'),
        DescendantFonts: [descendant],
        ToUnicode: addCompressed(writer, Buffer.from(this.toUnicodeMap(), 'latin1')),
      }),
    );
  }

  private writeDescriptor(writer: RevisionWriter, fontName: string, program: Buffer): PdfRef {
    const { font } = this.face;
    const scale = (units: number): number => Math.round((units * 1000) / font.unitsPerEm);
    const { minX, minY, maxX, maxY } = font.bbox;
    return writer.add(
      dict({
        Type: name('FontDescriptor'),
        FontName: name(fontName),
        // Symbolic: the glyph numbers are the subset's own.
        Flags: 4,
        FontBBox: [minX, minY, maxX, maxY].map(scale),
        ItalicAngle: font.italicAngle,
        Ascent: scale(font.ascent),
        Descent: scale(font.descent),
        CapHeight: scale(font.capHeight),
        StemV: 80,
        FontFile2: addCompressed(writer, program, { Length1: program.length }),
      }),
    );
  }

  /** One code point per glyph: where two share one (space and no-break space), the first drawn is the one extracted. */
  private drawn(): (readonly [glyphNumber: number, codePoint: number])[] {
    const seen = new Map<number, number>();
    for (const [codePoint, number] of this.glyphs) if (!seen.has(number)) seen.set(number, codePoint);
    return [...seen];
  }

  /** Thousandths of the font size (§ 9.7.4.3). */
  private widths(): PdfValue[] {
    return this.drawn().flatMap(([number, codePoint]): PdfValue[] => [
      number,
      [Math.round(characterWidth(this.face, codePoint) * 100_000) / 100],
    ]);
  }

  private toUnicodeMap(): string {
    const pairs = this.drawn().map(([number, codePoint]) => {
      const utf16 = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex');
      return `<${number.toString(16).padStart(4, '0')}> <${utf16}>`;
    });
    let blocks = '';
    // At most 100 entries per block (Adobe technical note 5411).
    for (let at = 0; at < pairs.length; at += 100) {
      const block = pairs.slice(at, at + 100);
      blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks}endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
  }
}

const literal = (text: string): PdfString => new PdfString(Buffer.from(text, 'latin1'), false);

export function addCompressed(
  writer: RevisionWriter,
  data: Uint8Array,
  extra: Record<string, PdfValue> = {},
): PdfRef {
  return writer.addStream(dict({ Filter: name('FlateDecode'), ...extra }), deflateSync(data));
}
