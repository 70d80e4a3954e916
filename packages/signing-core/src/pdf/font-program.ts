/** The bare `CFF ` table of an OpenType font, as FontFile3 wants it (ISO 32000-2 § 9.9.1, CIDFontType0C). */
export function compactFontProgram(openType: Uint8Array): Uint8Array {
  const view = new DataView(openType.buffer, openType.byteOffset, openType.byteLength);
  const tableCount = view.getUint16(4);
  for (let table = 0; table < tableCount; table++) {
    const at = 12 + table * 16;
    if (view.getUint32(at) !== 0x43464620) continue;
    const start = view.getUint32(at + 8);
    return openType.slice(start, start + view.getUint32(at + 12));
  }
  throw new Error('The font has no table of compact outlines.');
}

/** A two-byte code of a font in one document. */
export interface DrawnCode {
  readonly cid: number;
  readonly glyphId: number;
  readonly text: string;
  /** As a fraction of the font size. */
  readonly width: number;
}

/** What a document says about the codes of a font, see `EmbeddableFont`. */
export interface CodeTables {
  readonly widths: readonly (readonly [cid: number, width: number])[];
  readonly cidToGlyphMap: Uint8Array;
  readonly toUnicode: Uint8Array;
}

/** @param drawn in the order of their identifiers */
export function codeTables(drawn: readonly DrawnCode[]): CodeTables {
  const cidToGlyphMap = new Uint8Array(((drawn.at(-1)?.cid ?? 0) + 1) * 2);
  for (const { cid, glyphId } of drawn) {
    cidToGlyphMap[cid * 2] = glyphId >> 8;
    cidToGlyphMap[cid * 2 + 1] = glyphId & 0xff;
  }
  const widths = drawn.map(({ cid, width }) => [cid, Math.round(width * 100_000) / 100] as const);
  return { widths, cidToGlyphMap, toUnicode: toUnicodeMap(drawn) };
}

/** What text the codes stand for (§ 9.10.3). */
function toUnicodeMap(drawn: readonly { readonly cid: number; readonly text: string }[]): Uint8Array {
  const lines = drawn.map(({ cid, text }) => `<${hex(cid)}> <${utf16Hex(text)}>`);
  let blocks = '';
  // At most 100 entries per block (Adobe technical note 5411).
  for (let at = 0; at < lines.length; at += 100) {
    const block = lines.slice(at, at + 100);
    blocks += `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`;
  }
  return new TextEncoder().encode(`/CIDInit /ProcSet findresource begin
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
`);
}

const hex = (unit: number): string => unit.toString(16).padStart(4, '0');

/** UTF-16, big-endian, without a mark. */
function utf16Hex(text: string): string {
  let digits = '';
  for (let at = 0; at < text.length; at++) digits += hex(text.charCodeAt(at));
  return digits;
}
