/** A revision behind the seal that shows other words on the page, as anybody can append one. */
export function appendRevision(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const size = [...text.matchAll(/\/Size (\d+)/g)].at(-1)?.[1] ?? '1';
  const content = 'BT /F1 18 Tf 72 720 Td (Audit certificate of another envelope) Tj ET';
  const object = `4 0 obj\n<</Length ${content.length}>>\nstream\n${content}\nendstream\nendobj\n`;
  const offset = String(pdf.length).padStart(10, '0');
  const table = `xref\n4 1\n${offset} 00000 n \ntrailer\n<</Size ${size} /Root 1 0 R /Prev ${previous}>>\n`;
  const end = `startxref\n${pdf.length + object.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([pdf, Buffer.from(object + table + end, 'latin1')]));
}
