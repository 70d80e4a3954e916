import type { CertificateData, EnvelopeEnding } from '../certificate-data.js';
import { drawMark } from '../layout/draw-mark.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { accent, amber, ink, red, slate } from '../layout/palette.js';
import { idStyle, labelled } from '../layout/rows.js';
import { wordDay, wordTime } from '../layout/word-time.js';

const MARK_RADIUS = 33;
const MAX_PANEL_HEIGHT = 320;
const titleColumn = { x: LEFT, width: CONTENT_WIDTH - MARK_RADIUS * 2 - 28 };

const endingWords: Record<EnvelopeEnding, { word: string; color: typeof ink; verb: string }> = {
  completed: { word: 'Completed', color: accent, verb: 'was completed and sealed' },
  declined: { word: 'Declined', color: red, verb: 'ended because a recipient declined' },
  voided: { word: 'Voided', color: red, verb: 'ended because the sender voided it' },
  expired: { word: 'Expired', color: amber, verb: 'ended because its time ran out' },
};

/** Title, mark, outcome, and the facts that name the envelope. */
export function drawTitle(flow: PageFlow, data: CertificateData): void {
  const { word, color, verb } = endingWords[data.envelope.ending];
  drawMark(flow.page, {
    x: RIGHT - MARK_RADIUS,
    y: flow.y - MARK_RADIUS - 2,
    radiusPt: MARK_RADIUS,
  });
  flow.paragraph('Audit certificate', textStyle('serif', 29, ink, 36), titleColumn);
  flow.gap(4);
  flow.paragraph(
    data.envelope.title || 'Untitled envelope',
    textStyle('serif', 14.5, slate, 20),
    titleColumn,
  );
  flow.gap(16);
  flow.paragraph(`${word} on ${wordTime(data.endedAtIso)}`, textStyle('sansBold', 10.5, color, 16));
  flow.gap(5);
  flow.paragraph(introduction(data, verb), textStyle('sans', 9.4, ink, 14.4));
  if (data.envelope.endReason !== null) {
    flow.gap(6);
    flow.paragraph(`Reason given: “${data.envelope.endReason}”`, textStyle('sans', 9.4, color, 14.4));
  }
  flow.gap(14);
  drawFacts(flow, data);
}

function introduction(data: CertificateData, verb: string): string {
  const documents = data.documents.length === 1 ? 'one document' : `${data.documents.length} documents`;
  return (
    `This certificate tells what happened to the envelope named above, with ${documents}, from its draft on ` +
    `${wordDay(data.createdAtIso)} until it ${verb}. It is drawn from ${data.head.seq} recorded events, each chained ` +
    'to the one before by its hash, so that none can be changed, removed or moved without the change being seen. ' +
    'The complete record is attached to this file as audit.json.'
  );
}

/** A tinted panel of short facts; it grows with what it holds and is never split. */
function drawFacts(flow: PageFlow, data: CertificateData): void {
  const left: [string, string][] = [
    ['Organisation', data.organisationName],
    ['Sender', `${data.sender.name} · ${data.sender.email}`],
    ['Envelope', data.envelope.id],
  ];
  const right: [string, string][] = [
    ['Sent', data.sentAtIso === null ? 'not sent' : wordTime(data.sentAtIso)],
    [endingWords[data.envelope.ending].word, wordTime(data.endedAtIso)],
    ['Certificate issued', wordTime(data.issuedAtIso)],
  ];
  const half = (CONTENT_WIDTH - 3 * 16) / 2;
  const columns = [
    { facts: left, column: { x: LEFT + 16, width: half + 26 } },
    { facts: right, column: { x: LEFT + 32 + half + 26, width: half - 26 } },
  ];
  const heights = columns.map(({ facts, column }) =>
    facts.reduce(
      (sum, [, value]) => sum + 12 + flow.lines(value, valueStyle, column.width).length * 13 + 8,
      0,
    ),
  );
  const height = Math.max(...heights) + 20;
  // Endless names would not fit the panel: then plain rows, which may run over pages.
  if (height > MAX_PANEL_HEIGHT) {
    for (const [label, value] of [...left, ...right]) labelled(flow, label, value);
    return;
  }
  flow.ensure(height);
  flow.tint(height);
  const top = flow.y - 14;
  for (const { facts, column } of columns) {
    flow.y = top;
    for (const [label, value] of facts) {
      flow.paragraph(label, labelStyle, column);
      flow.paragraph(value, label === 'Envelope' ? idStyle : valueStyle, column);
      flow.gap(8);
    }
  }
  flow.y = top + 14 - height;
}

const labelStyle = textStyle('sans', 7.8, slate, 12);
const valueStyle = textStyle('sans', 9, ink, 13);
