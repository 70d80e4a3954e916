import { AFRelationship, type PDFDocument as Document, PDFDocument } from 'pdf-lib';
import { AuditError } from '../errors.js';
import type { CertificateData } from './certificate-data.js';
import { drawMark } from './layout/draw-mark.js';
import { type CertificateFonts, embedFaces } from './layout/faces.js';
import { ForeignText } from './layout/foreign-text.js';
import { CONTENT_WIDTH, LEFT, type Line, PageFlow, RIGHT, textStyle } from './layout/page-flow.js';
import { hairline, slate } from './layout/palette.js';
import type { Typesetter } from './layout/typesetter.js';
import { drawChecking } from './sections/draw-checking.js';
import { drawDocuments } from './sections/draw-documents.js';
import { drawEvents } from './sections/draw-events.js';
import { drawParties } from './sections/draw-parties.js';
import { drawProofs } from './sections/draw-proofs.js';
import { drawTitle } from './sections/draw-title.js';

const AUTHOR = 'Sealwright';

/**
 * The certificate as A4 pages, with audit.json attached (AFRelationship Data). Not yet sealed. Equal input gives equal
 * bytes. What the faces lack is set by the typesetter; what it lacks too, or all of it without one, is shown as
 * escapes: text never fails and never disappears.
 * @throws AuditError `font-unusable`
 */
export async function renderCertificate(
  data: CertificateData,
  fonts: CertificateFonts,
  typesetter?: Typesetter,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const faces = await embedFaces(document, fonts);
  describeFile(document, data);
  const foreign = typesetter ? new ForeignText(typesetter) : null;
  const flow = new PageFlow(document, faces, foreign);
  drawTitle(flow, data);
  drawDocuments(flow, data);
  drawParties(flow, data);
  drawEvents(flow, data);
  drawProofs(flow, data);
  drawChecking(flow, data);
  drawRunningText(document, flow, data);
  foreign?.finish(document);
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

const runningStyle = textStyle('sans', 7.6, slate);
const runningIdStyle = textStyle('mono', 6.9, slate);

/** Head and foot of each page, once their number is known. */
function drawRunningText(document: Document, flow: PageFlow, data: CertificateData): void {
  const pages = document.getPages();
  const title = shorten(flow, data.envelope.title, CONTENT_WIDTH - 130);
  for (const [index, page] of pages.entries()) {
    const pageOf = `Page ${index + 1} of ${pages.length}`;
    const y = 40;
    page.drawLine({ start: { x: LEFT, y: 54 }, end: { x: RIGHT, y: 54 }, thickness: 0.5, color: hairline });
    flow.setOn(page, 'Envelope', runningStyle, { x: LEFT, y });
    const idAt = LEFT + flow.widthOf('Envelope ', runningStyle);
    flow.setOn(page, data.envelope.id, runningIdStyle, { x: idAt, y });
    flow.setOn(page, pageOf, runningStyle, { x: RIGHT - flow.widthOf(pageOf, runningStyle), y });
    if (index === 0) continue;
    const top = page.getHeight() - 51;
    drawMark(page, { x: LEFT + 8, y: page.getHeight() - 48, radiusPt: 8 });
    flow.setOn(page, 'Audit certificate', runningStyle, { x: LEFT + 23, y: top });
    flow.setOn(page, title, runningStyle, { x: RIGHT - flow.widthOf(title, runningStyle), y: top });
  }
}

/** The whole title stands on page 1; here it only helps to tell files apart. */
function shorten(flow: PageFlow, text: string, widthPt: number): Line {
  const [line = '', ...more] = flow.lines(text, runningStyle, widthPt);
  return more.length > 0 && typeof line === 'string' ? `${line}…` : line;
}
