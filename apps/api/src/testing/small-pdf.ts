/** A valid one-page A4 PDF whose page says `text`; about 500 bytes, different for each text. */
export function smallPdf(text: string): Uint8Array<ArrayBuffer> {
  return pdfOf(text, '');
}

/** The same with a script that runs when it is opened: intake takes it out and warns (`pdf-active-content`). */
export function warnedPdf(text = 'A page with a script'): Uint8Array<ArrayBuffer> {
  return pdfOf(text, '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>');
}

function pdfOf(text: string, inCatalog: string): Uint8Array<ArrayBuffer> {
  const content = `BT /F1 14 Tf 72 740 Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${inCatalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const startXref = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${startXref}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
