import type { CertificateData } from '../certificate-data.js';
import { type PageFlow, textStyle } from '../layout/page-flow.js';
import { ink } from '../layout/palette.js';
import { heading, labelled, labelledHash } from '../layout/rows.js';

const nameStyle = textStyle('sansBold', 9.6, ink, 15);

/** Each document with what it was and what it became. */
export function drawDocuments(flow: PageFlow, data: CertificateData): void {
  const { documents, envelope } = data;
  heading(flow, documentsHeading(data));
  for (const [index, document] of documents.entries()) {
    if (index > 0) flow.gap(10);
    flow.ensure(72);
    flow.paragraph(document.name, nameStyle);
    flow.gap(2);
    const pages = document.pageCount === 1 ? '1 page' : `${document.pageCount} pages`;
    labelled(flow, 'Extent', `${pages}, ${document.byteSize.toLocaleString('en')} bytes as uploaded`);
    labelledHash(flow, 'Original SHA-256', document.originalSha256Hex);
    if (document.sealedSha256Hex === null) {
      labelled(flow, 'Sealed SHA-256', `none: the envelope was ${envelope.ending} and nothing was sealed`);
    } else {
      labelledHash(flow, 'Sealed SHA-256', document.sealedSha256Hex);
    }
  }
}

export function documentsHeading({ documents }: CertificateData): string {
  return documents.length === 1 ? 'The document' : 'The documents';
}
