import type { CertificateData, CertificateEvent } from '../certificate-data.js';
import { type Column, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink, slate } from '../layout/palette.js';
import { heading } from '../layout/rows.js';

const headStyle = textStyle('sansBold', 7.6, slate, 12);
const numberStyle = textStyle('mono', 7.4, slate, 12.4);
const timeStyle = textStyle('mono', 7.4, ink, 12.4);
const sentenceStyle = textStyle('sans', 8.6, ink, 12.4);
const noteStyle = textStyle('sans', 8, slate, 11.6);

const columns = {
  number: { x: LEFT, width: 24 },
  time: { x: LEFT + 28, width: 118 },
  event: { x: LEFT + 152, width: 252 },
  hash: { x: RIGHT - 60, width: 60 },
} satisfies Record<string, Column>;

/** Every event in order. The head of the table stands again on each page. */
export function drawEvents(flow: PageFlow, { events }: CertificateData): void {
  heading(flow, 'What happened', 80);
  drawHead(flow);
  flow.onNewPage = () => drawHead(flow);
  for (const event of events) drawEvent(flow, event);
  flow.onNewPage = null;
}

function drawHead(flow: PageFlow): void {
  flow.lineAt('No.', headStyle, columns.number.x);
  flow.lineAt('Time (UTC)', headStyle, columns.time.x);
  flow.lineAt('Event', headStyle, columns.event.x);
  flow.lineAt('Chain hash', headStyle, columns.hash.x);
  flow.gap(14);
  flow.rule(hairline, 0.8);
  flow.gap(4);
}

function drawEvent(flow: PageFlow, event: CertificateEvent): void {
  const notes = [event.note, event.ip === null ? null : `from ${event.ip}`].filter((note) => note !== null);
  const sentence =
    flow.lines(event.sentence, sentenceStyle, columns.event.width).length * sentenceStyle.leading;
  const below = notes.reduce(
    (sum, note) => sum + flow.lines(note, noteStyle, columns.event.width).length * noteStyle.leading,
    0,
  );
  flow.ensure(sentence + below + 7);
  flow.lineAt(String(event.seq), numberStyle, columns.number.x);
  flow.lineAt(event.atIso.slice(0, 23).replace('T', ' '), timeStyle, columns.time.x);
  flow.lineAt(`${event.chainHashHex.slice(0, 12)}…`, numberStyle, columns.hash.x);
  flow.paragraph(event.sentence, sentenceStyle, columns.event);
  for (const note of notes) flow.paragraph(note, noteStyle, columns.event);
  flow.gap(3.5);
  flow.rule(hairline, 0.35);
  flow.gap(3.5);
}
