import { CONTENT_WIDTH, LEFT, type PageFlow, type TextStyle, textStyle } from './page-flow.js';
import { accent, hairline, ink, slate } from './palette.js';

const headingStyle = textStyle('serif', 15, ink, 20);
const labelStyle = textStyle('sans', 8.2, slate, 13);
export const valueStyle = textStyle('sans', 8.8, ink, 13);
/** For ids and numbers that people compare sign by sign. */
export const idStyle = textStyle('mono', 7.6, ink, 13);
const hashStyles = [textStyle('mono', 7.6, ink, 13), textStyle('mono', 7.6, accent, 13)] as const;
const LABEL_WIDTH = 104;

export const rowColumn = { x: LEFT + LABEL_WIDTH, width: CONTENT_WIDTH - LABEL_WIDTH };

/** A section's heading; never left alone at the foot of a page. */
export function heading(flow: PageFlow, text: string, keepWithPt = 64): void {
  flow.onNewPage = null;
  flow.gap(22);
  flow.ensure(28 + keepWithPt);
  flow.paragraph(text, headingStyle);
  flow.gap(4);
  flow.rule(hairline, 0.8);
  flow.gap(9);
}

/** A label at the left, the value beside it; the value may run over lines and pages. */
export function labelled(flow: PageFlow, label: string, value: string, style: TextStyle = valueStyle): void {
  flow.ensure(style.leading);
  flow.lineAt(flow.faces.sans.drawable(label), labelStyle, LEFT);
  flow.paragraph(value, style, rowColumn);
}

/**
 * A SHA-256 in 64 hex digits, every eight in another ink: the eye finds its place, and a copy of the line is still the
 * bare hash.
 */
export function labelledHash(flow: PageFlow, label: string, hashHex: string): void {
  flow.ensure(hashStyles[0].leading);
  flow.lineAt(label, labelStyle, LEFT);
  hashLine(flow, hashHex, rowColumn.x);
  flow.gap(hashStyles[0].leading);
}

export function hashLine(flow: PageFlow, hashHex: string, x: number): void {
  const groups = hashHex.match(/.{1,8}/g) ?? [];
  let at = x;
  for (const [index, group] of groups.entries()) {
    const style = hashStyles[index % 2 === 0 ? 0 : 1];
    flow.lineAt(group, style, at);
    at += flow.faces.mono.widthOf(group, style.size);
  }
}
