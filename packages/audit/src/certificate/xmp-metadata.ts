import { type PDFDocument, PDFName } from 'pdf-lib';

/**
 * XMP (ISO 16684-1) with the same facts as the information dictionary, and PDF/UA-1 (ISO 14289-1 § 5). In the clear, as
 * readers of files want it.
 */
export function writeXmp(
  document: PDFDocument,
  facts: { title: string; author: string; subject: string; creator: string; language: string; atIso: string },
): void {
  const { title, author, subject, creator, language, atIso } = facts;
  const date = `${atIso.slice(0, 19)}Z`;
  const alternative = (text: string) =>
    `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text)}</rdf:li></rdf:Alt>`;
  const xmp = `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title>${alternative(title)}</dc:title>
<dc:description>${alternative(subject)}</dc:description>
<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>${creator}</xmp:CreatorTool>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<pdf:Producer>${creator}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
  const bytes = new TextEncoder().encode(xmp);
  const stream = document.context.stream(bytes, { Type: 'Metadata', Subtype: 'XML', Length: bytes.length });
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
}

/** What XML 1.0 does not allow at all is left out; a title may hold anything. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
