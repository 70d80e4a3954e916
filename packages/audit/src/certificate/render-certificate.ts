import { AFRelationship, type PDFDocument as Document, PDFDocument } from 'pdf-lib';
import { AuditError } from '../errors.js';
import type { CertificateData } from './certificate-data.js';
import { drawMark } from './layout/draw-mark.js';
import { type CertificateFonts, embedFaces, type Faces } from './layout/faces.js';
import { CONTENT_WIDTH, LEFT, PageFlow, RIGHT } from './layout/page-flow.js';
import { hairline, slate } from './layout/palette.js';
import { wrapText } from './layout/wrap-text.js';
import { drawChecking } from './sections/draw-checking.js';
import { drawDocuments } from './sections/draw-documents.js';
import { drawEvents } from './sections/draw-events.js';
import { drawParties } from './sections/draw-parties.js';
import { drawProofs } from './sections/draw-proofs.js';
import { drawTitle } from './sections/draw-title.js';

const AUTHOR = 'Sealwright';

/**
 * The certificate as A4 pages, with audit.json attached (AFRelationship Data). Not yet sealed. Equal input gives equal
 * bytes. Text no font has is shown as escapes; it never fails and never disappears.
 * @throws AuditError `font-unusable`
 */
export async function renderCertificate(data: CertificateData, fonts: CertificateFonts): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const faces = await embedFaces(document, fonts);
  describeFile(document, data);
  const flow = new PageFlow(document, faces);
  drawTitle(flow, data);
  drawDocuments(flow, data);
  drawParties(flow, data);
  drawEvents(flow, data);
  drawProofs(flow, data);
  drawChecking(flow, data);
  drawRunningText(document, faces, data);
  await attachRecord(document, data);
  // Plain objects and a classic cross-reference table: the seal is appended to them, and old readers follow.
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

function describeFile(
  document: Document,
  { envelope, organisationName, issuedAtIso }: CertificateData,
): void {
  const title = `Audit certificate: ${envelope.title || envelope.id}`;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setSubject(`Envelope ${envelope.id}, ${envelope.ending}`);
  document.setAuthor(organisationName);
  document.setCreator(AUTHOR);
  document.setProducer(AUTHOR);
  document.setLanguage('en');
  document.setCreationDate(new Date(issuedAtIso));
  document.setModificationDate(new Date(issuedAtIso));
}

async function attachRecord(
  document: Document,
  { auditJson, envelope, issuedAtIso }: CertificateData,
): Promise<void> {
  const at = new Date(issuedAtIso);
  if (Number.isNaN(at.getTime())) throw new AuditError('event-invalid', 'The time of issue is not a time.');
  await document.attach(auditJson, 'audit.json', {
    mimeType: 'application/json',
    description: `The complete record of envelope ${envelope.id}`,
    creationDate: at,
    modificationDate: at,
    afRelationship: AFRelationship.Data,
  });
}

/** Head and foot of each page, once their number is known. */
function drawRunningText(document: Document, faces: Faces, data: CertificateData): void {
  const pages = document.getPages();
  const { font } = faces.sans;
  const size = 7.6;
  for (const [index, page] of pages.entries()) {
    const pageOf = `Page ${index + 1} of ${pages.length}`;
    const foot = { y: 40, size, font, color: slate };
    page.drawLine({ start: { x: LEFT, y: 54 }, end: { x: RIGHT, y: 54 }, thickness: 0.5, color: hairline });
    page.drawText('Envelope', { ...foot, x: LEFT });
    const idAt = LEFT + faces.sans.widthOf('Envelope ', size);
    page.drawText(data.envelope.id, { ...foot, x: idAt, size: 6.9, font: faces.mono.font });
    page.drawText(pageOf, { ...foot, x: RIGHT - faces.sans.widthOf(pageOf, size) });
    if (index === 0) continue;
    const head = { y: page.getHeight() - 51, size, font, color: slate };
    drawMark(page, { x: LEFT + 8, y: page.getHeight() - 48, radiusPt: 8 });
    page.drawText('Audit certificate', { ...head, x: LEFT + 23 });
    const title = shorten(faces, data.envelope.title, size, CONTENT_WIDTH - 130);
    page.drawText(title, { ...head, x: RIGHT - faces.sans.widthOf(title, size) });
  }
}

/** The whole title stands on page 1; here it only helps to tell files apart. */
function shorten(faces: Faces, text: string, size: number, widthPt: number): string {
  const [line = '', ...more] = wrapText(faces.sans, faces.sans.drawable(text), size, widthPt);
  return more.length === 0 ? line : `${line}…`;
}
