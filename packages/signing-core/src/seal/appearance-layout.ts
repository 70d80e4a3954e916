import type { FontSet } from '../fonts/font-set.js';
import type { CodeFor } from '../pdf/font-register.js';
import { serialiseNumber as n } from '../pdf/serialise.js';
import { type Area, showText } from '../pdf/show-text.js';
import { type FittedText, fitText } from '../text/fit-text.js';
import { openFace } from '../text/font-face.js';
import { normaliseText } from '../text/normalise-text.js';
import type { LogoImage } from './logo-image.js';
import { drawEmblem } from './seal-emblem.js';

/** What a visible seal shows: the headline large, what stands above and below it small. */
export interface SealWords {
  /** Small, above the headline; left out when empty. */
  readonly overline: string;
  readonly headline: string;
  readonly details: readonly string[];
}

interface Sheet {
  readonly widthPt: number;
  readonly heightPt: number;
  /** How much larger than an ordinary letter page the page is, at least 1: type grows with posters. */
  readonly scale: number;
  readonly fonts: FontSet;
  readonly codeFor: CodeFor;
}

/** Name of the logo among the resources of the appearance. */
export const LOGO_RESOURCE = 'Logo';

const INK = '0.06 0.14 0.4';
const HEADLINE = '0.06 0.08 0.14';
const QUIET = '0.36 0.39 0.45';
const PAPER = '0.975 0.98 0.992';
const EDGE = '0.74 0.78 0.86';

/** Sizes as parts of the headline's. */
const SMALL = 0.58;
const GAP = 0.34;
const MAX_HEADLINE_PT = 22;
/** Narrower than this, a picture would leave the words no room. */
const MIN_ASPECT_FOR_PICTURE = 1.6;
const MAX_LOGO_SHARE = 0.38;

/** Operators that fill a sheet with the seal, origin at its lower left corner; everything stays inside. */
export function drawSeal(words: SealWords, logo: LogoImage | null, sheet: Sheet): string {
  const { widthPt, heightPt, scale } = sheet;
  const pad = Math.min(heightPt * 0.12, widthPt * 0.045, 9 * scale);
  const inner = { x: pad, y: pad, widthPt: widthPt - 2 * pad, heightPt: heightPt - 2 * pad };
  const picture = pictureArea(inner, logo, scale);
  const shift = picture ? picture.widthPt + pad * 1.15 : 0;
  const text = { ...inner, x: inner.x + shift, widthPt: inner.widthPt - shift };
  return [drawPaper(sheet), picture ? drawPicture(picture, logo) : '', drawWords(words, text, sheet)].join(
    '',
  );
}

function drawPaper({ widthPt, heightPt, scale }: Sheet): string {
  const line = Math.min(0.75 * scale, heightPt * 0.02);
  const inset = line / 2;
  const accent = Math.min(2.4 * scale, widthPt * 0.014, heightPt * 0.07);
  const frame = `${n(inset)} ${n(inset)} ${n(widthPt - line)} ${n(heightPt - line)} re`;
  return [
    `${PAPER} rg ${EDGE} RG ${n(line)} w ${frame} B`,
    `${INK} rg 0 0 ${n(accent)} ${n(heightPt)} re f\n`,
  ].join('\n');
}

/** At the left, as high as the sheet allows; null on a sheet that is too narrow for words beside it. */
function pictureArea(inner: Area, logo: LogoImage | null, scale: number): Area | null {
  if (inner.widthPt < inner.heightPt * MIN_ASPECT_FOR_PICTURE) return null;
  const aspect = logo ? logo.widthPixels / logo.heightPixels : 1;
  const limit = logo ? { height: inner.heightPt, share: MAX_LOGO_SHARE } : { height: 40 * scale, share: 0.2 };
  const heightPt = Math.min(inner.heightPt, limit.height, (inner.widthPt * limit.share) / aspect);
  const widthPt = heightPt * aspect;
  return { x: inner.x, y: inner.y + (inner.heightPt - heightPt) / 2, widthPt, heightPt };
}

function drawPicture(area: Area, logo: LogoImage | null): string {
  if (!logo) return drawEmblem(area, INK);
  const { x, y, widthPt, heightPt } = area;
  return `q ${n(widthPt)} 0 0 ${n(heightPt)} ${n(x)} ${n(y)} cm /${LOGO_RESOURCE} Do Q\n`;
}

interface Block {
  readonly fitted: FittedText;
  readonly heightPt: number;
  readonly colour: string;
}

/** The blocks stand on each other, the stack in the middle of the height; smaller until it fits. */
function drawWords(words: SealWords, area: Area, sheet: Sheet): string {
  const { headlinePt, blocks } = chooseBlocks(words, area, sheet);
  const gapPt = headlinePt * GAP;
  const total = blocks.reduce((sum, { heightPt }) => sum + heightPt, 0) + gapPt * (blocks.length - 1);
  let top = area.y + (area.heightPt + Math.min(total, area.heightPt)) / 2;
  const face = sheet.fonts.sans[0];
  const visibleHeight = face ? openFace(face).capHeight : 0.7;
  let content = '';
  for (const { fitted, heightPt, colour } of blocks) {
    const place = { x: area.x, y: top - heightPt, widthPt: area.widthPt, heightPt };
    content += showText(fitted, place, { colour, visibleHeight }, sheet.codeFor);
    top -= heightPt + gapPt;
  }
  return content;
}

interface Fitted {
  readonly headlinePt: number;
  readonly blocks: readonly Block[];
}

/** Where the small print would be hard to read, the details go into one line and the overline gives way. */
function chooseBlocks(words: SealWords, area: Area, sheet: Sheet): Fitted {
  const full = fitBlocks(words, area, sheet, '\n');
  if (full.headlinePt * SMALL >= READABLE_PT) return full;
  const compact = fitBlocks({ ...words, overline: '' }, area, sheet, SEPARATOR);
  return compact.headlinePt > full.headlinePt ? compact : full;
}

const READABLE_PT = 5.5;
const SEPARATOR = ' · ';
const SHRINK_STEP = 0.94;
const SMALLEST_PT = 0.5;

function fitBlocks(words: SealWords, area: Area, { fonts, scale }: Sheet, separator: string): Fitted {
  const parts = [
    { text: words.overline, size: SMALL, colour: INK },
    { text: words.headline, size: 1, colour: HEADLINE },
    { text: words.details.join(separator), size: SMALL, colour: QUIET },
  ].filter(({ text }) => text !== '');
  const largestPt = Math.min(MAX_HEADLINE_PT * scale, area.heightPt * 0.5);
  for (let headlinePt = largestPt; ; headlinePt *= SHRINK_STEP) {
    const blocks = parts.map(({ text, size, colour }) => {
      const box = { widthPt: area.widthPt, heightPt: area.heightPt };
      const limits = { maxSizePt: headlinePt * size, ofHeight: 1, separator: SEPARATOR };
      const fitted = fitText(normaliseText(text), fonts.sans, box, limits);
      return { fitted, heightPt: blockHeight(fitted), colour };
    });
    const total = blocks.reduce((sum, { heightPt }) => sum + heightPt, 0);
    const gaps = headlinePt * GAP * (blocks.length - 1);
    const unshrunk = blocks.every(
      ({ fitted }, at) => fitted.sizePt > headlinePt * (parts[at]?.size ?? 1) * 0.72,
    );
    if ((total + gaps <= area.heightPt && unshrunk) || headlinePt < SMALLEST_PT)
      return { headlinePt, blocks };
  }
}

/** Letters with what reaches above and below them. */
function blockHeight({ sizePt, lineHeightPt, lines }: FittedText): number {
  return sizePt + (lines.length - 1) * lineHeightPt;
}
