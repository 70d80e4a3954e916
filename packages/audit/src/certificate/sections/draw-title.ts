import type { CertificateData, EnvelopeEnding } from '../certificate-data.js';
import { drawMark } from '../layout/draw-mark.js';
import {
  CONTENT_WIDTH,
  type Column,
  fullColumn,
  LEFT,
  type Line,
  type PageFlow,
  RIGHT,
  type TextStyle,
  textStyle,
} from '../layout/page-flow.js';
import { accent, amber, ink, red, slate } from '../layout/palette.js';
import { drawFacts, idStyle, textFact } from '../layout/rows.js';
import { wordClocks, wordDay, wordTime } from '../layout/word-time.js';
import { secondLanguagesOf, wordsOf } from '../words/choose-language.js';

const MARK_RADIUS = 33;
const MAX_PANEL_HEIGHT = 320;
const titleColumn = { x: LEFT, width: CONTENT_WIDTH - MARK_RADIUS * 2 - 28 };
const bodyStyle = textStyle('sans', 9.4, ink, 14.4);
const labelStyle = textStyle('sans', 7.8, slate, 12);
const valueStyle = textStyle('sans', 9, ink, 13);
const zoneStyle = textStyle('sans', 7.8, slate, 11.4);

const endingWords: Record<EnvelopeEnding, { word: string; color: typeof ink; verb: string }> = {
  completed: { word: 'Completed', color: accent, verb: 'was completed and sealed' },
  declined: { word: 'Declined', color: red, verb: 'ended because a recipient declined' },
  voided: { word: 'Voided', color: red, verb: 'ended because the sender voided it' },
  expired: { word: 'Expired', color: amber, verb: 'ended because its time ran out' },
};

/** Title, mark, outcome, and the facts that name the envelope. */
export function drawTitle(flow: PageFlow, data: CertificateData): void {
  const { word, color, verb } = endingWords[data.envelope.ending];
  const center = { x: RIGHT - MARK_RADIUS, y: flow.y - MARK_RADIUS - 2, radiusPt: MARK_RADIUS };
  flow.decorate((page) => drawMark(page, center));
  flow.paragraph('Audit certificate', textStyle('serif', 29, ink, 36), { column: titleColumn, type: 'H1' });
  flow.gap(4);
  flow.paragraph(data.envelope.title || 'Untitled envelope', textStyle('serif', 14.5, slate, 20), {
    column: titleColumn,
  });
  flow.gap(16);
  const ended = `${word} on ${wordTime(data.endedAtIso)}`;
  flow.paragraph(ended, textStyle('sansBold', 10.5, color, 16));
  flow.gap(5);
  flow.paragraph(introduction(data, verb), bodyStyle);
  if (data.envelope.endReason !== null) {
    flow.gap(6);
    flow.paragraph(`Reason given: “${data.envelope.endReason}”`, textStyle('sans', 9.4, color, 14.4));
  }
  drawSummaries(flow, data);
  flow.gap(14);
  drawPanel(flow, data);
}

function introduction(data: CertificateData, verb: string): string {
  const documents = data.documents.length === 1 ? 'one document' : `${data.documents.length} documents`;
  const logged = data.log
    ? ' The last of them stands in a public transparency log, which only grows and whose state the organisation has signed.'
    : '';
  return (
    `This certificate tells what happened to the envelope named above, with ${documents}, from its draft on ` +
    `${wordDay(data.createdAtIso)} until it ${verb}. It is drawn from ${data.head.seq} recorded events, each chained ` +
    'to the one before by its hash, so that none can be changed, removed or moved without the change being seen.' +
    `${logged} The complete record and everything needed to check it, without us and without a network, is attached to ` +
    'this file.'
  );
}

/** A word to each recipient who reads another language. */
function drawSummaries(flow: PageFlow, data: CertificateData): void {
  for (const language of secondLanguagesOf(data)) {
    flow.gap(7);
    flow.paragraph(wordsOf(language).summary, textStyle('sans', 8.8, slate, 13.4), { lang: language });
  }
}

type PanelFact = { label: string; lines: readonly { text: string; style: TextStyle }[] };

/** A tinted panel of short facts; it grows with what it holds and is never split. */
function drawPanel(flow: PageFlow, data: CertificateData): void {
  const half = (CONTENT_WIDTH - 3 * 16) / 2;
  const columns = [
    { facts: leftFacts(data), column: { x: LEFT + 16, width: half + 12 } },
    { facts: rightFacts(data), column: { x: LEFT + 32 + half + 12, width: half - 12 } },
  ];
  const height = Math.max(...columns.map(({ facts, column }) => heightOf(flow, facts, column))) + 20;
  // Endless names would not fit the panel: then plain rows, which may run over pages.
  if (height > MAX_PANEL_HEIGHT) {
    const facts = columns.flatMap((one) => one.facts);
    drawFacts(
      flow,
      facts.map(({ label, lines }) => textFact(label, lines.map(({ text }) => text).join(' · '))),
    );
    return;
  }
  flow.ensure(height);
  flow.tint(height, fullColumn);
  const top = flow.y - 14;
  flow.structure.within('L', {}, () => {
    for (const { facts, column } of columns) {
      flow.y = top;
      for (const fact of facts) drawPanelFact(flow, fact, column);
    }
  });
  flow.y = top + 14 - height;
}

function leftFacts(data: CertificateData): PanelFact[] {
  const plain = (label: string, text: string, style = valueStyle) => ({ label, lines: [{ text, style }] });
  return [
    plain('Organisation', data.organisationName),
    {
      label: 'Sender',
      lines: [
        { text: data.sender.name, style: valueStyle },
        { text: data.sender.email, style: zoneStyle },
      ],
    },
    plain('Envelope', data.envelope.id, idStyle),
  ];
}

function rightFacts(data: CertificateData): PanelFact[] {
  const at = (label: string, iso: string) => ({ label, lines: timeLines(iso, data.timeZone) });
  return [
    ...(data.sentAtIso === null ? [] : [at('Sent', data.sentAtIso)]),
    at(endingWords[data.envelope.ending].word, data.endedAtIso),
    at('Certificate issued', data.issuedAtIso),
  ];
}

function timeLines(iso: string, zone: string | null): PanelFact['lines'] {
  const [utc, local] = wordClocks(iso, zone);
  const lines = [{ text: utc, style: valueStyle }];
  return local === undefined ? lines : [...lines, { text: local, style: zoneStyle }];
}

function heightOf(flow: PageFlow, facts: readonly PanelFact[], { width }: Column): number {
  const lines = facts.flatMap((fact) => fact.lines);
  const texts = lines.reduce(
    (sum, { text, style }) => sum + flow.lines(text, style, width).length * style.leading,
    0,
  );
  return texts + facts.length * (labelStyle.leading + 8);
}

function drawPanelFact(flow: PageFlow, { label, lines }: PanelFact, column: Column): void {
  flow.structure.within('LI', {}, () => {
    const set = (text: string | readonly Line[], style: TextStyle) =>
      flow.setLines(typeof text === 'string' ? flow.lines(text, style, column.width) : text, style, column.x);
    flow.structure.within('Lbl', {}, () => set(label, labelStyle));
    flow.structure.within('LBody', {}, () => {
      for (const { text, style } of lines) set(text, style);
    });
  });
  flow.gap(8);
}
