import { AFRelationship, type PDFDocument as Document, PDFDocument, type PDFImage } from 'pdf-lib';
import { AuditError } from '../errors.js';
import type { CertificateData, CertificateDocument } from './certificate-data.js';
import { drawMark } from './layout/draw-mark.js';
import { type CertificateFonts, embedFaces } from './layout/faces.js';
import { ForeignText } from './layout/foreign-text.js';
import { CONTENT_WIDTH, LEFT, type Line, PageFlow, RIGHT, textStyle } from './layout/page-flow.js';
import { hairline, slate } from './layout/palette.js';
import type { Typesetter } from './layout/typesetter.js';
import { drawChecking } from './sections/draw-checking.js';
import { drawDocuments, type Thumbnails } from './sections/draw-documents.js';
import { drawEvents } from './sections/draw-events.js';
import { drawGlance } from './sections/draw-glance.js';
import { drawParties } from './sections/draw-parties.js';
import { drawProofs } from './sections/draw-proofs.js';
import { drawTitle } from './sections/draw-title.js';
import { MAIN_LANGUAGE } from './words/choose-language.js';
import { writeXmp } from './xmp-metadata.js';

const AUTHOR = 'Sealwright';

/**
 * The certificate as tagged A4 pages (PDF/UA-1), with the evidence attached (AFRelationship Data). Not yet sealed. Equal
 * input gives equal bytes. What the faces lack is set by the typesetter; what it lacks too, or all of it without one, is
 * shown as escapes: text never fails and never disappears.
 * @throws AuditError `font-unusable`, `certificate-input-mismatch` for a picture that is none
 */
export async function renderCertificate(
  data: CertificateData,
  fonts: CertificateFonts,
  typesetter?: Typesetter,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const faces = await embedFaces(document, fonts);
  const thumbnails = await embedThumbnails(document, data.documents);
  describeFile(document, data);
  const foreign = typesetter ? new ForeignText(typesetter) : null;
  const flow = new PageFlow(document, faces, foreign);
  drawTitle(flow, data);
  drawDocuments(flow, data, thumbnails);
  drawGlance(flow, data);
  drawParties(flow, data);
  drawEvents(flow, data);
  drawProofs(flow, data);
  drawChecking(flow, data);
  drawRunningText(document, flow, data);
  foreign?.finish(document);
  flow.structure.write(document);
  await attachEvidence(document, data);
  // Plain objects and a classic cross-reference table: the seal is appended to them, and old readers follow.
  return new Uint8Array(await document.save({ useObjectStreams: false }));
}

async function embedThumbnails(
  document: Document,
  documents: readonly CertificateDocument[],
): Promise<Thumbnails> {
  const images = new Map<CertificateDocument, PDFImage>();
  for (const one of documents)
    if (one.thumbnail) images.set(one, await embedPicture(document, one.thumbnail));
  return images;
}

async function embedPicture(document: Document, bytes: Uint8Array): Promise<PDFImage> {
  try {
    return bytes[0] === 0x89 ? await document.embedPng(bytes) : await document.embedJpg(bytes);
  } catch (cause) {
    throw new AuditError('certificate-input-mismatch', 'The picture of a first page is no JPEG or PNG.', {
      cause,
    });
  }
}

function describeFile(document: Document, data: CertificateData): void {
  const { envelope, organisationName, issuedAtIso } = data;
  const at = new Date(issuedAtIso);
  if (Number.isNaN(at.getTime())) throw new AuditError('event-invalid', 'The time of issue is not a time.');
  const title = `Audit certificate: ${envelope.title || envelope.id}`;
  const subject = `Envelope ${envelope.id}, ${envelope.ending}`;
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setSubject(subject);
  document.setAuthor(organisationName);
  document.setCreator(AUTHOR);
  document.setProducer(AUTHOR);
  document.setLanguage(MAIN_LANGUAGE);
  document.setCreationDate(at);
  document.setModificationDate(at);
  writeXmp(document, {
    ...{ title, subject, author: organisationName, creator: AUTHOR },
    ...{ language: MAIN_LANGUAGE, atIso: at.toISOString() },
  });
}

async function attachEvidence(
  document: Document,
  { attachments, issuedAtIso }: CertificateData,
): Promise<void> {
  const at = new Date(issuedAtIso);
  for (const { name, mediaType, description, bytes } of attachments) {
    await document.attach(bytes, name, {
      mimeType: mediaType,
      description,
      creationDate: at,
      modificationDate: at,
      afRelationship: AFRelationship.Data,
    });
  }
}

const runningStyle = textStyle('sans', 7.6, slate);
const runningIdStyle = textStyle('mono', 6.9, slate);

/** Head and foot of each page, once their number is known. */
function drawRunningText(document: Document, flow: PageFlow, data: CertificateData): void {
  const pages = document.getPages();
  const title = shorten(flow, data.envelope.title, CONTENT_WIDTH - 130);
  for (const [index, page] of pages.entries())
    flow.structure.artifact(page, 'Pagination', () => {
      const pageOf = `Page ${index + 1} of ${pages.length}`;
      const y = 40;
      page.drawLine({ start: { x: LEFT, y: 54 }, end: { x: RIGHT, y: 54 }, thickness: 0.5, color: hairline });
      flow.setOn(page, 'Envelope', runningStyle, { x: LEFT, y });
      const idAt = LEFT + flow.widthOf('Envelope ', runningStyle);
      flow.setOn(page, data.envelope.id, runningIdStyle, { x: idAt, y });
      flow.setOn(page, pageOf, runningStyle, { x: RIGHT - flow.widthOf(pageOf, runningStyle), y });
      if (index === 0) return;
      const top = page.getHeight() - 51;
      drawMark(page, { x: LEFT + 8, y: page.getHeight() - 48, radiusPt: 8 });
      flow.setOn(page, 'Audit certificate', runningStyle, { x: LEFT + 23, y: top });
      flow.setOn(page, title, runningStyle, { x: RIGHT - flow.widthOf(title, runningStyle), y: top });
    });
}

/** The whole title stands on page 1; here it only helps to tell files apart. */
function shorten(flow: PageFlow, text: string, widthPt: number): Line {
  const [line = '', ...more] = flow.lines(text, runningStyle, widthPt);
  return more.length > 0 && typeof line === 'string' ? `${line}…` : line;
}
