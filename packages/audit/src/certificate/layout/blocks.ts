import type { PDFPage } from 'pdf-lib';
import {
  type Column,
  LEFT,
  type Line,
  PAGE_ROOM,
  type PageFlow,
  type TextStyle,
  textStyle,
} from './page-flow.js';
import { accent, ink } from './palette.js';

/** What can stand in a cell, one below the other. */
export type Block =
  | { kind: 'text'; text: string; style: TextStyle; lang?: string | undefined }
  | { kind: 'hash'; hashHex: string }
  | {
      kind: 'figure';
      alt: string;
      lang?: string | undefined;
      widthPt: number;
      heightPt: number;
      draw: (page: PDFPage, box: { x: number; y: number; widthPt: number; heightPt: number }) => void;
    }
  | { kind: 'gap'; heightPt: number };

export type Cell = {
  column: Column;
  type: 'TH' | 'TD';
  scope?: 'Row' | 'Column';
  colSpan?: number;
  lang?: string | undefined;
  blocks: readonly Block[];
};

/** Taller rows are not kept in one piece: their cells follow one another. */
const MAX_ROW_HEIGHT = PAGE_ROOM * 0.6;
const hashStyles = [textStyle('mono', 7.6, ink, 13), textStyle('mono', 7.6, accent, 13)] as const;

export const textBlock = (text: string, style: TextStyle, lang?: string): Block => ({
  kind: 'text',
  text,
  style,
  lang,
});

export function heightOfRow(flow: PageFlow, cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map((cell) => heightOfBlocks(flow, cell.blocks, cell.column.width)));
}

function heightOfBlocks(flow: PageFlow, blocks: readonly Block[], widthPt: number): number {
  return blocks.reduce((sum, block) => sum + heightOf(flow, block, widthPt), 0);
}

function heightOf(flow: PageFlow, block: Block, widthPt: number): number {
  if (block.kind === 'hash') return hashStyles[0].leading * hashLines(flow, block.hashHex, widthPt).length;
  if (block.kind === 'text') return linesOf(flow, block, widthPt).length * block.style.leading;
  return block.heightPt;
}

type TextBlock = Extract<Block, { kind: 'text' }>;
/** A row is measured and then drawn: its text is broken into lines once. */
const broken = new WeakMap<TextBlock, { widthPt: number; lines: readonly Line[] }>();

function linesOf(flow: PageFlow, block: TextBlock, widthPt: number): readonly Line[] {
  const known = broken.get(block);
  if (known?.widthPt === widthPt) return known.lines;
  const lines = flow.lines(block.text, block.style, widthPt);
  broken.set(block, { widthPt, lines });
  return lines;
}

/** One row of a table, side by side where it fits a page, and always an element TR. */
export function drawRow(flow: PageFlow, cells: readonly Cell[], keepWithPt = 0): void {
  const height = heightOfRow(flow, cells);
  const sideBySide = height <= MAX_ROW_HEIGHT;
  flow.ensure((sideBySide ? height : MAX_ROW_HEIGHT / 3) + keepWithPt);
  flow.structure.within('TR', {}, () => {
    const top = flow.y;
    for (const cell of cells) {
      if (sideBySide) flow.y = top;
      const { type, scope, colSpan, lang } = cell;
      const options = { ...(scope && { scope }), ...(colSpan && { colSpan }), ...(lang && { lang }) };
      flow.structure.within(type, options, () => drawBlocks(flow, cell.blocks, cell.column));
    }
    if (sideBySide) flow.y = top - height;
  });
}

/** Blocks into the element that is open. */
export function drawBlocks(flow: PageFlow, blocks: readonly Block[], column: Column): void {
  for (const block of blocks) drawBlock(flow, block, column);
}

function drawBlock(flow: PageFlow, block: Block, column: Column): void {
  switch (block.kind) {
    case 'gap':
      flow.gap(block.heightPt);
      return;
    case 'text': {
      const { style, lang } = block;
      const set = () => flow.setLines(linesOf(flow, block, column.width), style, column.x);
      if (lang === undefined) set();
      else flow.structure.within('Span', { lang }, set);
      return;
    }
    case 'hash':
      setHash(flow, block.hashHex, column);
      return;
    case 'figure':
      drawFigure(flow, block, column);
  }
}

function drawFigure(flow: PageFlow, block: Extract<Block, { kind: 'figure' }>, column: Column): void {
  const { alt, lang, widthPt, heightPt, draw } = block;
  flow.ensure(heightPt);
  const box = { x: column.x, y: flow.y - heightPt, widthPt, heightPt };
  const bounds = [box.x, box.y, box.x + widthPt, flow.y].map((edge) => Math.round(edge * 100) / 100);
  const [left = 0, bottom = 0, right = 0, top = 0] = bounds;
  const options = { alt, ...(lang && { lang }), bounds: [left, bottom, right, top] as const };
  flow.structure.within('Figure', options, () => {
    flow.structure.content(flow.page, () => draw(flow.page, box));
  });
  flow.gap(heightPt);
}

/**
 * A SHA-256 in hex digits, every eight in another ink: the eye finds its place, and a copy of the line is still the bare
 * hash.
 */
function setHash(flow: PageFlow, hashHex: string, { x, width }: Column): void {
  const [style] = hashStyles;
  for (const groups of hashLines(flow, hashHex, width)) {
    flow.ensure(style.leading);
    flow.structure.content(flow.page, () => {
      let at = x;
      for (const { text, index } of groups) {
        flow.lineAt(text, hashStyles[index % 2 === 0 ? 0 : 1], at);
        at += flow.faces.mono.widthOf(text, style.size);
      }
    });
    flow.gap(style.leading);
  }
}

function hashLines(flow: PageFlow, hashHex: string, widthPt: number): { text: string; index: number }[][] {
  const groups = (hashHex.match(/.{1,8}/g) ?? []).map((text, index) => ({ text, index }));
  const perGroup = flow.faces.mono.widthOf('0'.repeat(8), hashStyles[0].size);
  const perLine = Math.max(1, Math.floor((widthPt + 0.5) / perGroup));
  const lines: { text: string; index: number }[][] = [];
  for (let at = 0; at < groups.length; at += perLine) lines.push(groups.slice(at, at + perLine));
  return lines;
}

/** Where a row's label stands. */
export const LABEL_WIDTH = 104;
export const labelColumn: Column = { x: LEFT, width: LABEL_WIDTH - 10 };
