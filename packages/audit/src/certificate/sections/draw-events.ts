import { inZone } from '../../zone-time.js';
import type {
  CertificateData,
  CertificateEvent,
  CertificateLanguage,
  EventTelling,
} from '../certificate-data.js';
import { eventWordsOf } from '../event-words/choose-event-words.js';
import { type Block, type Cell, drawRow, textBlock } from '../layout/blocks.js';
import { type Column, LEFT, type PageFlow, RIGHT, textStyle } from '../layout/page-flow.js';
import { hairline, ink, slate } from '../layout/palette.js';
import { heading } from '../layout/rows.js';
import { MAIN_LANGUAGE, secondLanguagesOf } from '../words/choose-language.js';

const headStyle = textStyle('sansBold', 7.6, slate, 12);
const numberStyle = textStyle('mono', 7.2, slate, 12);
const timeStyle = textStyle('mono', 7.2, ink, 12);
const zoneStyle = textStyle('mono', 7.2, slate, 10.6);
const sentenceStyle = textStyle('sans', 8.6, ink, 12);
const noteStyle = textStyle('sans', 7.8, slate, 10.6);
/** The same in another language. */
const secondStyle = textStyle('sans', 8.1, slate, 11);
const hashStyle = textStyle('mono', 7.2, slate, 10.6);

const columns = {
  number: { x: LEFT, width: 24 },
  time: { x: LEFT + 28, width: 122 },
  event: { x: LEFT + 158, width: RIGHT - LEFT - 158 - 60 },
  hash: { x: RIGHT - 48, width: 50 },
} satisfies Record<string, Column>;

/** Every event in order. The head of the table stands again on each page. */
export function drawEvents(flow: PageFlow, data: CertificateData): void {
  const { events, timeZone } = data;
  const seconds = secondLanguagesOf(data);
  const translations = seconds.map((lang) => ({ lang, text: eventWordsOf(lang).heading }));
  heading(flow, eventWordsOf(MAIN_LANGUAGE).heading, { keepWithPt: 90, translations });
  const heads = headsFor(timeZone, seconds);
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

function headsFor(zone: string | null, seconds: readonly CertificateLanguage[]): Cell[] {
  const main = eventWordsOf(MAIN_LANGUAGE).columns;
  const head = (name: keyof typeof columns): Cell => {
    const others = seconds.map((lang) => ({ lang, text: eventWordsOf(lang).columns[name] }));
    const known = [main[name], ...others.map(({ text }) => text)];
    const different = others.filter(({ text }, index) => known.indexOf(text) > index);
    return {
      ...{ column: columns[name], type: 'TH', scope: 'Column' },
      blocks: [
        textBlock(main[name], headStyle),
        ...different.map(({ lang, text }) => textBlock(text, noteStyle, lang)),
        ...(name === 'time' && zone !== null ? [textBlock(zone, noteStyle)] : []),
      ],
    };
  };
  return [head('number'), head('time'), head('event'), head('hash')];
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

/** In the certificate's language, and below it in each other one. */
function tell(event: CertificateEvent): Block[] {
  const { sentence, note, translations, ip } = event;
  const origin = wordOrigin(event, ip);
  return [
    textBlock(sentence, sentenceStyle),
    ...(note === null ? [] : [textBlock(note, noteStyle)]),
    ...(origin === '' ? [] : [textBlock(upperFirst(origin), noteStyle)]),
    ...translations.flatMap((telling): Block[] => {
      // What somebody typed is the same in every language.
      const own = telling.note === note ? null : telling.note;
      const parts = [telling.sentence, own, wordOrigin(telling, ip)].filter((part) => part);
      return [{ kind: 'gap', heightPt: 1.6 }, textBlock(parts.join(' · '), secondStyle, telling.language)];
    }),
  ];
}

/** "by Grace Hopper, from 192.0.2.1"; most sentences begin with who acted. */
function wordOrigin({ sentence, actor, language }: EventTelling, ip: string | null): string {
  const { by, from, voice } = eventWordsOf(language);
  const isNamed = actor === voice.actors.system || !Object.values(voice.actors).includes(actor);
  const who = sentence.startsWith(upperFirst(actor)) ? [] : [by(isNamed ? actor : lowerFirst(actor))];
  return [...who, ...(ip === null ? [] : [from(ip)])].join(', ');
}

const upperFirst = (text: string): string => text.replace(/^./u, (first) => first.toUpperCase());
const lowerFirst = (text: string): string => text.replace(/^./u, (first) => first.toLowerCase());

/** The first half; the whole of it is in audit.json, and the last one stands in full under the proofs. */
function hashBlocks(hashHex: string): Block[] {
  return [textBlock(hashHex.slice(0, 8), numberStyle), textBlock(`${hashHex.slice(8, 16)}…`, hashStyle)];
}
