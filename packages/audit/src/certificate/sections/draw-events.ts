import { inZone } from '../../zone-time.js';
import type { CertificateData, CertificateEvent } from '../certificate-data.js';
import { type Block, type Cell, drawRow, textBlock } from '../layout/blocks.js';
import { type Column, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink, slate } from '../layout/palette.js';
import { heading } from '../layout/rows.js';

const headStyle = textStyle('sansBold', 7.6, slate, 12);
const numberStyle = textStyle('mono', 7.2, slate, 12);
const timeStyle = textStyle('mono', 7.2, ink, 12);
const zoneStyle = textStyle('mono', 7.2, slate, 10.6);
const sentenceStyle = textStyle('sans', 8.6, ink, 12);
const noteStyle = textStyle('sans', 7.8, slate, 10.6);
const hashStyle = textStyle('mono', 7.2, slate, 10.6);

const columns = {
  number: { x: LEFT, width: 24 },
  time: { x: LEFT + 28, width: 122 },
  event: { x: LEFT + 158, width: RIGHT - LEFT - 158 - 60 },
  hash: { x: RIGHT - 48, width: 50 },
} satisfies Record<string, Column>;

/** Every event in order. The head of the table stands again on each page. */
export function drawEvents(flow: PageFlow, { events, timeZone }: CertificateData): void {
  heading(flow, 'What happened', 90);
  const heads = headsFor(timeZone);
  flow.structure.within('Table', {}, () => {
    flow.structure.within('THead', {}, () => drawRow(flow, heads, 30));
    drawHeadRule(flow);
    flow.onNewPage = () => repeatHead(flow, heads);
    flow.structure.within('TBody', {}, () => {
      for (const event of events) drawEvent(flow, event, timeZone);
    });
  });
  flow.onNewPage = null;
}

function headsFor(zone: string | null): Cell[] {
  const head = (column: Column, ...lines: string[]): Cell => ({
    ...{ column, type: 'TH', scope: 'Column' },
    blocks: lines.map((line, index) => textBlock(line, index === 0 ? headStyle : noteStyle)),
  });
  const { number, time, event, hash } = columns;
  const times = zone === null ? ['Time (UTC)'] : ['Time (UTC)', zone];
  return [head(number, 'No.'), head(time, ...times), head(event, 'Event'), head(hash, 'Chain hash')];
}

function drawHeadRule(flow: PageFlow): void {
  flow.gap(2);
  flow.rule(hairline, 0.8);
  flow.gap(4);
}

/** Seen, but not read out again: the table has its head already. */
function repeatHead(flow: PageFlow, heads: readonly Cell[]): void {
  const top = flow.y;
  let bottom = top;
  flow.decorate(() => {
    for (const { column, blocks } of heads) {
      flow.y = top;
      for (const block of blocks) {
        if (block.kind !== 'text') continue;
        for (const line of flow.lines(block.text, block.style, column.width)) {
          flow.lineAt(line, block.style, column.x);
          flow.gap(block.style.leading);
        }
      }
      bottom = Math.min(bottom, flow.y);
    }
  });
  flow.y = bottom;
  drawHeadRule(flow);
}

function drawEvent(flow: PageFlow, event: CertificateEvent, zone: string | null): void {
  const number = textBlock(String(event.seq), numberStyle);
  const cells: Cell[] = [
    { column: columns.number, type: 'TH', scope: 'Row', blocks: [number] },
    { column: columns.time, type: 'TD', blocks: timeBlocks(event.atIso, zone) },
    { column: columns.event, type: 'TD', blocks: tell(event) },
    { column: columns.hash, type: 'TD', blocks: hashBlocks(event.chainHashHex) },
  ];
  drawRow(flow, cells, 8);
  flow.gap(3.5);
  flow.rule(hairline, 0.35);
  flow.gap(3.5);
}

function timeBlocks(iso: string, zone: string | null): Block[] {
  const utc = textBlock(`${iso.slice(0, 23).replace('T', ' ')} UTC`, timeStyle);
  const there = zone === null ? null : inZone(iso, zone);
  if (there === null) return [utc];
  return [utc, textBlock(`${there.local.replace('T', ' ')} ${there.offset}`, zoneStyle)];
}

function tell({ sentence, actor, note, ip }: CertificateEvent): Block[] {
  // Most sentences begin with who acted.
  const by = sentence.startsWith(actor) ? '' : `By ${actor === 'Somebody' ? 'somebody' : actor}`;
  const from = ip === null ? '' : `from ${ip}`;
  const origin = [by, from].filter((part) => part !== '').join(', ');
  return [
    textBlock(sentence, sentenceStyle),
    ...(note === null ? [] : [textBlock(note, noteStyle)]),
    ...(origin === ''
      ? []
      : [
          textBlock(
            origin.replace(/^./u, (first) => first.toUpperCase()),
            noteStyle,
          ),
        ]),
  ];
}

/** The first half; the whole of it is in audit.json, and the last one stands in full under the proofs. */
function hashBlocks(hashHex: string): Block[] {
  return [textBlock(hashHex.slice(0, 8), numberStyle), textBlock(`${hashHex.slice(8, 16)}…`, hashStyle)];
}
