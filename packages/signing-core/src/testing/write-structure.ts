/** Ways to say where objects are (ISO 32000-2 § 7.5.4, 7.5.7, 7.5.8). */
export type StructureKind = 'table' | 'stream' | 'object-streams' | 'hybrid';

/** Where an object is: at a byte, or the n-th in an object stream. */
type Place = { readonly at: number } | { readonly inside: number; readonly index: number };

/** A PDF of the given objects, of which the first is the catalogue; texts are Latin-1. */
export function writeStructure(objects: ReadonlyMap<number, string>, kind: StructureKind): Buffer {
  const file = new StructureWriter();
  const packed = [...objects].filter(([, body]) => isPackable(body, kind));
  for (const [number, body] of objects) if (!packed.some(([one]) => one === number)) file.add(number, body);
  const highest = Math.max(...objects.keys());
  if (packed.length > 0) file.pack(highest + 1, packed);
  if (kind === 'table') return file.endWithTable(highest + 1, '');
  const streamAt = file.addCrossReferenceStream(highest + 2);
  // A reader of old knows the table alone; the packed objects are free in it (§ 7.5.8.4).
  return kind === 'hybrid' ? file.endWithTable(highest + 3, `/XRefStm ${streamAt}`) : file.end(streamAt);
}

function isPackable(body: string, kind: StructureKind): boolean {
  if (body.includes('\nstream\n')) return false;
  // What a page shows stays where a reader of old finds it: programs differ on whether they look for it elsewhere.
  if (kind === 'hybrid') return body.startsWith('<</Producer');
  return kind === 'object-streams';
}

class StructureWriter {
  private text = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  private readonly places = new Map<number, Place>();

  add(number: number, body: string): number {
    const at = this.text.length;
    this.places.set(number, { at });
    this.text += `${number} 0 obj\n${body}\nendobj\n`;
    return at;
  }

  pack(number: number, objects: readonly (readonly [number, string])[]): void {
    let [head, body] = ['', ''];
    for (const [index, [one, text]] of objects.entries()) {
      head += `${one} ${body.length} `;
      body += `${text}\n`;
      this.places.set(one, { inside: number, index });
    }
    const entries = `/Type /ObjStm /N ${objects.length} /First ${head.length} /Length ${head.length + body.length}`;
    this.add(number, `<<${entries}>>\nstream\n${head}${body}\nendstream`);
  }

  addCrossReferenceStream(number: number): number {
    const at = this.text.length;
    this.places.set(number, { at });
    const rows = Buffer.alloc((number + 1) * 6);
    for (const [one, place] of this.places) {
      const isPacked = 'inside' in place;
      rows.writeUInt8(isPacked ? 2 : 1, one * 6);
      rows.writeUInt32BE(isPacked ? place.inside : place.at, one * 6 + 1);
      rows.writeUInt8(isPacked ? place.index : 0, one * 6 + 5);
    }
    const entries = `/Type /XRef /Size ${number + 1} /W [1 4 1] /Root 1 0 R /Length ${rows.length}`;
    return this.add(number, `<<${entries}>>\nstream\n${rows.toString('latin1')}\nendstream`);
  }

  endWithTable(size: number, entries: string): Buffer {
    const at = this.text.length;
    const rows = Array.from({ length: size }, (_, number) => {
      const place = this.places.get(number);
      if (number === 0) return '0000000000 65535 f \n';
      if (!place || !('at' in place)) return '0000000000 00000 f \n';
      return `${String(place.at).padStart(10, '0')} 00000 n \n`;
    });
    this.text += `xref\n0 ${size}\n${rows.join('')}trailer\n<</Size ${size} /Root 1 0 R ${entries}>>\n`;
    return this.end(at);
  }

  end(startAt: number): Buffer {
    return Buffer.from(`${this.text}startxref\n${startAt}\n%%EOF\n`, 'latin1');
  }
}
