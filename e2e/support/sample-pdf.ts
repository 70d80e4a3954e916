const A4 = { widthPt: 595, heightPt: 842 } as const;

/**
 * A small, clean PDF 1.7 with one line of text per page beside the heading, written by hand so that the tests need no
 * library and know every byte. Text must be ASCII.
 */
export function samplePdf(title: string, pageCount = 2): Buffer {
  const pageIds = Array.from({ length: pageCount }, (_, pageIndex) => 4 + pageIndex * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pageCount} /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pageIds.flatMap((id, pageIndex) => [page(id + 1), content(title, pageIndex + 1, pageCount)]),
  ];
  return assemble(objects);
}

function page(contentId: number): string {
  const box = `[0 0 ${A4.widthPt} ${A4.heightPt}]`;
  return `<< /Type /Page /Parent 2 0 R /MediaBox ${box} /Resources << /Font << /F1 3 0 R >> >> /Contents ${contentId} 0 R >>`;
}

function content(title: string, pageNumber: number, pageCount: number): string {
  const lines = [
    'The parties agree on the following.',
    '1. The work is done with care and on time.',
    '2. The fee is due thirty days after the invoice.',
    '3. Changes need the written consent of both.',
  ];
  const paragraphs = lines.map((line, at) => `1 0 0 1 72 ${700 - at * 26} Tm (${escaped(line)}) Tj`);
  const text = [
    'BT /F1 20 Tf',
    `1 0 0 1 72 750 Tm (${escaped(title)}) Tj`,
    '/F1 11 Tf',
    ...paragraphs,
    `1 0 0 1 72 40 Tm (Page ${pageNumber} of ${pageCount}) Tj`,
    'ET',
  ].join('\n');
  return `<< /Length ${Buffer.byteLength(text, 'latin1')} >>\nstream\n${text}\nendstream`;
}

export function escaped(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}

export function assemble(objects: readonly string[]): Buffer {
  let file = '%PDF-1.7\n%\xE2\xE3\xCF\xD3\n';
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  return Buffer.from(
    `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
