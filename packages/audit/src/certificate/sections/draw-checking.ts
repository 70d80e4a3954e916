import type { CertificateData, CertificateLanguage } from '../certificate-data.js';
import { drawBlocks, textBlock } from '../layout/blocks.js';
import { drawQr } from '../layout/draw-qr.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, textStyle } from '../layout/page-flow.js';
import { accent, ink, slate } from '../layout/palette.js';
import { heading } from '../layout/rows.js';
import { type CheckingFacts, checkingWordsOf } from '../words/checking-words.js';
import { secondLanguagesOf } from '../words/choose-language.js';
import { documentsHeading } from './draw-documents.js';

type Step = { text: string; command: string | null };

const numberStyle = textStyle('serif', 11, accent, 13.6);
const bodyStyle = textStyle('sans', 9, ink, 13.6);
const linkStyle = textStyle('mono', 7.4, slate, 11.6);
const commandStyle = textStyle('mono', 7.8, ink, 12.5);
const noteStyle = textStyle('sans', 8.4, slate, 12.6);
const column = { x: LEFT + 22, width: CONTENT_WIDTH - 22 };
const QR_SIDE_PT = 112;

/** How anybody checks the certificate, and what it cannot prove. */
export function drawChecking(flow: PageFlow, data: CertificateData): void {
  heading(flow, 'How to check', { keepWithPt: QR_SIDE_PT + 40 });
  const facts = factsOf(data);
  const documentWords = `${facts.sealed ? 'sealed' : 'original'} ${facts.several ? 'documents' : 'document'}`;
  if (data.verifyUrl !== null) drawOnline(flow, data.verifyUrl, documentWords);
  flow.structure.within('L', {}, () => {
    for (const [index, step] of stepsFor(data).entries()) drawStep(flow, index + 1, step);
  });
  drawLimits(flow, data);
  for (const language of secondLanguagesOf(data)) drawInLanguage(flow, language, facts);
  drawEscapes(flow);
}

function factsOf({ documents, verifyUrl, log, sealKey }: CertificateData): CheckingFacts {
  return {
    several: documents.length > 1,
    sealed: documents.some(({ sealedSha256Hex }) => sealedSha256Hex !== null),
    online: verifyUrl !== null,
    confirmed: log?.timestamp != null,
    softToken: sealKey.softToken,
  };
}

/** What a recipient who reads another language needs in order to check, and not to expect too much. */
function drawInLanguage(flow: PageFlow, language: CertificateLanguage, facts: CheckingFacts): void {
  const words = checkingWordsOf(language);
  if (words === null) return;
  const heightOf = (text: string) => flow.lines(text, bodyStyle, CONTENT_WIDTH).length * bodyStyle.leading;
  const [first = '', ...others] = words.paragraphs(facts);
  flow.gap(8);
  flow.ensure(16 + heightOf(first));
  flow.paragraph(words.heading, textStyle('sansBold', 9.4, ink, 14), { type: 'H3', lang: language });
  flow.gap(2);
  flow.paragraph(first, bodyStyle, { lang: language });
  for (const paragraph of others) {
    flow.gap(4);
    flow.ensure(heightOf(paragraph));
    flow.paragraph(paragraph, bodyStyle, { lang: language });
  }
}

/** The code at the left, beside it what it leads to. */
function drawOnline(flow: PageFlow, url: string, documentWords: string): void {
  flow.ensure(QR_SIDE_PT + 8);
  const top = flow.y;
  const { page } = flow;
  const [address = ''] = url.split('#');
  const code = {
    kind: 'figure' as const,
    alt: `QR code that leads to ${address} and names this envelope and the head of its chain`,
    ...{ widthPt: QR_SIDE_PT, heightPt: QR_SIDE_PT },
    draw: (onPage: typeof page, box: { x: number; y: number; widthPt: number }) =>
      drawQr(onPage, url, { x: box.x, y: box.y, sidePt: box.widthPt }),
  };
  // Its quiet zone hangs into the margin: the dark modules line up with the text.
  drawBlocks(flow, [code], { x: LEFT - 8, width: QR_SIDE_PT });
  flow.y = top - 8;
  const beside = { x: LEFT + QR_SIDE_PT + 6, width: CONTENT_WIDTH - QR_SIDE_PT - 6 };
  flow.paragraph('The quick way', textStyle('sansBold', 9.4, ink, 14), { column: beside, type: 'H3' });
  flow.gap(2);
  flow.paragraph(
    `Open the page below, or scan the code, and drop this file and the ${documentWords} there. The check runs in your ` +
      'browser; nothing is uploaded. The code names the envelope and the head of its chain, and no secret.',
    bodyStyle,
    { column: beside },
  );
  flow.gap(4);
  drawBlocks(flow, [textBlock(address, linkStyle, undefined), { kind: 'gap', heightPt: 0 }], beside);
  flow.y = Math.min(flow.y, top - QR_SIDE_PT) - 8;
}

function drawStep(flow: PageFlow, number: number, { text, command }: Step): void {
  const height = flow.lines(text, bodyStyle, column.width).length * 13.6 + (command === null ? 0 : 22);
  flow.ensure(height);
  flow.structure.within('LI', {}, () => {
    flow.structure.within('Lbl', {}, () =>
      flow.structure.content(flow.page, () => flow.lineAt(String(number), numberStyle, LEFT)),
    );
    flow.structure.within('LBody', {}, () => {
      flow.paragraph(text, bodyStyle, { column });
      if (command !== null) drawCommand(flow, command);
    });
  });
  flow.gap(7);
}

function drawCommand(flow: PageFlow, command: string): void {
  const inner = { x: column.x + 8, width: column.width - 16 };
  const lines = flow.lines(command, commandStyle, inner.width);
  flow.gap(3);
  flow.tint(lines.length * commandStyle.leading + 4.5, column);
  flow.gap(2.2);
  flow.paragraph(command, commandStyle, { column: inner });
  flow.gap(2.3);
}

function stepsFor(data: CertificateData): Step[] {
  const sealed = data.documents.some((document) => document.sealedSha256Hex !== null);
  const fileKind = sealed ? 'sealed' : 'original';
  const several = data.documents.length > 1;
  const named = several ? [`${fileKind}-1.pdf`, `${fileKind}-2.pdf`] : [`${fileKind}.pdf`];
  const step = (text: string, command: string | null): Step => ({ text, command });
  return [
    step(
      'Without a network. verifier.html, one file that comes with every evidence package, does the same in any browser. On a ' +
        'command line:',
      `sealwright audit verify certificate.pdf ${named.map((file) => `--document ${file}`).join(' ')}`,
    ),
    step(
      'The seal over this file, in any PDF reader that shows signatures: it must be valid and cover the whole file. With the ' +
        'organisation’s root certificate as anchor the reader also names the organisation.',
      'pdfsig -nocert certificate.pdf',
    ),
    step(
      `${documentsHeading(data)}. The SHA-256 of ${several ? 'each' : 'the'} ${fileKind} file must be the one under “${documentsHeading(data)}”.`,
      `openssl dgst -sha256 ${named.join(' ')}`,
    ),
    step(
      'The record. Take the attachments out of this file. README.txt among them holds the commands, step by step, that ' +
        'recompute every hash with common tools: the chain from its first event to the head above' +
        `${data.log ? ', from there to the root of the log, and the signature of the log over it.' : '.'}`,
      'pdfdetach -saveall certificate.pdf',
    ),
  ];
}

function drawLimits(flow: PageFlow, data: CertificateData): void {
  heading(flow, 'What this does not prove', { keepWithPt: 60 });
  for (const limit of limitsOf(data)) {
    flow.ensure(flow.lines(limit, bodyStyle, CONTENT_WIDTH).length * bodyStyle.leading);
    flow.paragraph(limit, bodyStyle);
    flow.gap(4);
  }
}

function limitsOf({ log, sealKey }: CertificateData): string[] {
  const confirmed = log?.timestamp
    ? 'An outside authority has confirmed when the checkpoint of the log existed, and with it everything up to the last ' +
      'event; the order and the times before that are the platform’s own.'
    : 'No outside timestamp authority has confirmed them.';
  const leftOut = log
    ? 'cannot be changed any more without contradicting this file and the log.'
    : 'cannot be changed any more without contradicting this file.';
  return [
    `The times are those of the clock of the platform’s database. ${confirmed}`,
    'The record shows what the platform observed. Who in fact sat at a mailbox or a device is shown only as far as ' +
      '“Identified” says.',
    'Whoever ran the platform could have left out what was never recorded. What was recorded up to the head of the chain ' +
      leftOut,
    ...(sealKey.softToken
      ? ['The seal was made with a development token in software, see “Protection” above.']
      : []),
  ];
}

function drawEscapes(flow: PageFlow): void {
  const escaped = flow.foreign?.escaped || Object.values(flow.faces).some((face) => face.escaped);
  if (!escaped) return;
  flow.gap(4);
  flow.paragraph(
    // The sample goes through the same escaping: an invisible sign, here a zero-width space, is always written out.
    'Characters that the fonts of this file lack, or that cannot be seen, are written with their Unicode number, like ' +
      'this: \u200B. The exact text is in audit.json.',
    noteStyle,
  );
}
