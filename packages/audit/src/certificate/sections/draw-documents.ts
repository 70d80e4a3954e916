import type { PDFImage } from 'pdf-lib';
import { counted } from '../../event-types/wording.js';
import { shortFingerprint } from '../../short-fingerprint.js';
import type { CertificateData, CertificateDocument, EnvelopeEnding } from '../certificate-data.js';
import { drawBlocks } from '../layout/blocks.js';
import { LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink } from '../layout/palette.js';
import {
  drawFacts,
  type Fact,
  hashFact,
  heading,
  heightOfFacts,
  rowColumn,
  textFact,
} from '../layout/rows.js';
import { wordTime } from '../layout/word-time.js';

const nameStyle = textStyle('sansBold', 9.6, ink, 15);
/** The room for the picture of page 1, right of what is said; the longest hash ends before it. */
const PICTURE = { widthPt: 62, heightPt: 88 };
const nameColumn = { x: LEFT, width: RIGHT - LEFT - PICTURE.widthPt - 16 };

const endings: Record<EnvelopeEnding, string> = {
  completed: 'was completed',
  declined: 'was declined',
  voided: 'was voided',
  expired: 'expired',
};

/** Pictures of first pages, by document. */
export type Thumbnails = ReadonlyMap<CertificateDocument, PDFImage>;

/** Each document with what it was and what it became. */
export function drawDocuments(flow: PageFlow, data: CertificateData, thumbnails: Thumbnails): void {
  const { documents, envelope } = data;
  heading(flow, documentsHeading(data), { keepWithPt: 100 });
  for (const [index, document] of documents.entries()) {
    if (index > 0) flow.gap(14);
    flow.structure.within('Sect', {}, () =>
      drawDocument(flow, document, {
        ending: envelope.ending,
        picture: thumbnails.get(document) ?? null,
        place: documents.length === 1 ? null : `Document ${index + 1} of ${documents.length}`,
      }),
    );
  }
}

export function documentsHeading({ documents }: Pick<CertificateData, 'documents'>): string {
  return documents.length === 1 ? 'The document' : 'The documents';
}

interface DocumentSetting {
  readonly ending: EnvelopeEnding;
  readonly picture: PDFImage | null;
  /** “Document 2 of 3”; null for the only one. */
  readonly place: string | null;
}

function drawDocument(
  flow: PageFlow,
  document: CertificateDocument,
  { ending, picture, place }: DocumentSetting,
): void {
  const facts = [...(place === null ? [] : [textFact('Place', place)]), ...factsOf(document, ending)];
  // Sentences end before the picture.
  const values = picture ? { ...rowColumn, width: LEFT + nameColumn.width - rowColumn.x } : rowColumn;
  const nameHeight = flow.lines(document.name, nameStyle, nameColumn.width).length * nameStyle.leading + 2;
  const height = Math.max(
    nameHeight + heightOfFacts(flow, facts, values),
    picture ? PICTURE.heightPt + 4 : 0,
  );
  flow.ensure(height);
  const [top, page] = [flow.y, flow.page];
  flow.paragraph(document.name, nameStyle, { column: nameColumn, type: 'H3' });
  flow.gap(2);
  // Beside the rows where they all stand on this page; a name without end pushes it away.
  if (picture && flow.page === page) drawPicture(flow, picture, document.name, top);
  drawFacts(flow, facts, values);
  if (picture && flow.page === page) flow.y = Math.min(flow.y, top - PICTURE.heightPt - 4);
}

function drawPicture(flow: PageFlow, picture: PDFImage, name: string, top: number): void {
  const scale = Math.min(PICTURE.widthPt / picture.width, PICTURE.heightPt / picture.height);
  const [widthPt, heightPt] = [picture.width * scale, picture.height * scale];
  const { y } = flow;
  flow.y = top - 3;
  const draw: Parameters<typeof drawBlocks>[1][number] & { kind: 'figure' } = {
    kind: 'figure',
    alt: `First page of ${name}`,
    widthPt,
    heightPt,
    draw: (page, box) => {
      page.drawImage(picture, { x: box.x, y: box.y, width: box.widthPt, height: box.heightPt });
      const edge = { borderColor: hairline, borderWidth: 0.6 };
      page.drawRectangle({ x: box.x, y: box.y, width: box.widthPt, height: box.heightPt, ...edge });
    },
  };
  drawBlocks(flow, [draw], { x: RIGHT - widthPt, width: widthPt });
  flow.y = y;
}

function factsOf(document: CertificateDocument, ending: EnvelopeEnding): Fact[] {
  const { pageCount, fieldCount, byteSize, originalSha256Hex, frozenSha256Hex, sealedSha256Hex, seal } =
    document;
  const counts = [counted(pageCount, 'page'), ...(fieldCount === null ? [] : [counted(fieldCount, 'field')])];
  const sealed =
    sealedSha256Hex === null
      ? [textFact('Sealed SHA-256', `none: the envelope ${endings[ending]} and nothing was sealed`)]
      : [hashFact('Sealed SHA-256', sealedSha256Hex)];
  return [
    textFact('Extent', `${counts.join(', ')}, ${byteSize.toLocaleString('en')} bytes as sent out`),
    hashFact('Original SHA-256', originalSha256Hex),
    textFact('Fingerprint', wordWitness(document)),
    ...(frozenSha256Hex === originalSha256Hex ? [] : [hashFact('As shown, SHA-256', frozenSha256Hex)]),
    ...sealed,
    ...(seal ? [textFact('Seal', wordSeal(seal))] : []),
  ];
}

/** "3f2a 91bc 77d0 12ef: shown to 2 people, agreed to by 2, signed by 2, sealed as shown". */
function wordWitness({ frozenSha256Hex, witness }: CertificateDocument): string {
  const { shownTo, agreedBy, signedBy, isSealedAsShown } = witness;
  const said = [
    shownTo > 0 ? `shown to ${shownTo === 1 ? '1 person' : `${shownTo} people`}` : '',
    agreedBy > 0 ? `agreed to by ${agreedBy}` : '',
    signedBy > 0 ? `signed or approved by ${signedBy}` : '',
    isSealedAsShown ? 'sealed as shown' : '',
  ].filter(Boolean);
  const fingerprint = shortFingerprint(frozenSha256Hex);
  return said.length === 0 ? fingerprint : `${fingerprint}: ${said.join(', ')}`;
}

function wordSeal({ level, authority, timestampedAtIso }: NonNullable<CertificateDocument['seal']>): string {
  const kind = level === null ? 'PAdES' : `PAdES ${level}`;
  if (timestampedAtIso === null || authority === null)
    return `${kind}, without the timestamp of an outside authority`;
  return `${kind}, its time confirmed by ${authority}: ${wordTime(timestampedAtIso)}`;
}
