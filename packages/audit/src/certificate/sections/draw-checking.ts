import type { CertificateData } from '../certificate-data.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, textStyle } from '../layout/page-flow.js';
import { accent, ink, slate } from '../layout/palette.js';
import { heading } from '../layout/rows.js';
import { documentsHeading } from './draw-documents.js';

type Step = { text: string; command: string | null };

const numberStyle = textStyle('serif', 11, accent, 13.6);
const textStyleOfStep = textStyle('sans', 9, ink, 13.6);
const commandStyle = textStyle('mono', 7.8, ink, 12.5);
const noteStyle = textStyle('sans', 8.4, slate, 12.6);
const column = { x: LEFT + 22, width: CONTENT_WIDTH - 22 };

/** How anybody checks the certificate with common tools, and what it cannot prove. */
export function drawChecking(flow: PageFlow, data: CertificateData): void {
  heading(flow, 'How to check', 70);
  for (const [index, step] of stepsFor(data).entries()) drawStep(flow, index + 1, step);
  heading(flow, 'What this does not prove', 60);
  for (const limit of limitsOf(data)) {
    flow.paragraph(limit, textStyle('sans', 9, ink, 13.6));
    flow.gap(4);
  }
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

function drawStep(flow: PageFlow, number: number, { text, command }: Step): void {
  const height = flow.lines(text, textStyleOfStep, column.width).length * 13.6 + (command === null ? 0 : 22);
  flow.ensure(height);
  flow.lineAt(String(number), numberStyle, LEFT);
  flow.paragraph(text, textStyleOfStep, column);
  if (command !== null) {
    flow.gap(3);
    flow.tint(17, column);
    flow.gap(2.2);
    flow.paragraph(command, commandStyle, { x: column.x + 8, width: column.width - 16 });
    flow.gap(2.3);
  }
  flow.gap(7);
}

function stepsFor(data: CertificateData): Step[] {
  const sealed = data.documents.some((document) => document.sealedSha256Hex !== null);
  const fileKind = sealed ? 'sealed' : 'original';
  return [
    {
      text:
        'The seal over this file. A PDF reader that shows signatures must say that it is valid and covers the whole file; with ' +
        'the root certificate (trust.pem) as anchor it also names the organisation. On a command line:',
      command: 'pdfsig -nocert certificate.pdf',
    },
    {
      text: `The document. The SHA-256 of the ${fileKind} file must be the one under “${documentsHeading(data)}”.`,
      command: sealed ? 'sha256sum sealed.pdf' : 'sha256sum original.pdf',
    },
    {
      text: 'The record. Take the attachment out of this file; the hash printed must be the head of the chain above.',
      command: 'pdfdetach -save 1 -o audit.json certificate.pdf && jq -r .head.chainHashHex audit.json',
    },
    {
      text:
        'The chain. For each event n: h(n) = SHA-256( 0x02, h(n-1), the stream’s name, 0x00, n in 8 bytes, SHA-256 of the ' +
        'event’s bytes ), with 32 zero bytes as h(0). This gives the last of these hashes, for the first event:',
      command: 'jq -r ".events[0].bytesBase64" audit.json | base64 -d | sha256sum',
    },
  ];
}

function limitsOf(data: CertificateData): string[] {
  const limits = [
    'The times are those of the clock of the platform’s database. No outside timestamp authority has confirmed them.',
    'The record shows what the platform observed. Who in fact sat at a mailbox or a device is shown only as far as ' +
      '“Identified” says.',
    'Whoever ran the platform could have left out what was never recorded. What was recorded up to the head of the chain ' +
      'cannot be changed any more without contradicting this file.',
  ];
  if (!data.sealKey.softToken) return limits;
  return [...limits, 'The seal was made with a development token in software, see “Protection” above.'];
}
