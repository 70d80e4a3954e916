import {
  type Block,
  type Cell,
  drawRow,
  heightOfRow,
  LABEL_WIDTH,
  labelColumn,
  textBlock,
} from './blocks.js';
import { CONTENT_WIDTH, LEFT, type PageFlow, textStyle } from './page-flow.js';
import { hairline, ink, slate } from './palette.js';

const headingStyle = textStyle('serif', 15, ink, 20);
const translationStyle = textStyle('serif', 10.5, slate, 20);
export const labelStyle = textStyle('sans', 8.2, slate, 13);
export const valueStyle = textStyle('sans', 8.8, ink, 13);
/** For ids and numbers that people compare sign by sign. */
export const idStyle = textStyle('mono', 7.6, ink, 13);

/** Between one fact and the next. */
export const ROW_GAP = 2;

export const rowColumn = { x: LEFT + LABEL_WIDTH, width: CONTENT_WIDTH - LABEL_WIDTH };

/** A label at the left and what it says beside it. */
export type Fact = { label: string; blocks: readonly Block[] };

export const textFact = (label: string, text: string, style = valueStyle): Fact => ({
  label,
  blocks: [textBlock(text, style)],
});
export const hashFact = (label: string, hashHex: string): Fact => ({
  label,
  blocks: [{ kind: 'hash', hashHex }],
});

export type HeadingOptions = {
  /** What must stand on the same page. */
  keepWithPt?: number;
  /** The same words in other languages, beside them. */
  translations?: readonly { lang: string; text: string }[];
};

/** A section's heading; never left alone at the foot of a page. */
export function heading(
  flow: PageFlow,
  text: string,
  { keepWithPt = 64, translations = [] }: HeadingOptions = {},
): void {
  flow.onNewPage = null;
  flow.gap(22);
  flow.ensure(28 + keepWithPt);
  flow.structure.within('H2', {}, () => {
    const baseline = flow.y - headingStyle.leading / 2 - headingStyle.size * 0.34;
    flow.setLines([text], headingStyle, LEFT);
    let x = LEFT + flow.widthOf(text, headingStyle) + 9;
    for (const { lang, text: translated } of translations) {
      flow.structure.within('Span', { lang }, () =>
        flow.structure.content(flow.page, () =>
          flow.setOn(flow.page, `${translated} `, translationStyle, { x, y: baseline }),
        ),
      );
      x += flow.widthOf(translated, translationStyle) + 12;
    }
  });
  flow.gap(4);
  flow.rule(hairline, 0.8);
  flow.gap(9);
}

/** Facts as a table of two columns whose first one heads its rows; `values`: where the second stands. */
export function drawFacts(flow: PageFlow, facts: readonly Fact[], values = rowColumn): void {
  flow.structure.within('Table', {}, () => {
    for (const fact of facts) {
      drawRow(flow, cellsOf(fact, values));
      flow.gap(ROW_GAP);
    }
  });
}

export function heightOfFacts(flow: PageFlow, facts: readonly Fact[], values = rowColumn): number {
  return facts.reduce((sum, fact) => sum + heightOfRow(flow, cellsOf(fact, values)) + ROW_GAP, 0);
}

function cellsOf({ label, blocks }: Fact, values: typeof rowColumn): Cell[] {
  return [
    { column: labelColumn, type: 'TH', scope: 'Row', blocks: [textBlock(label, labelStyle)] },
    { column: values, type: 'TD', blocks },
  ];
}
