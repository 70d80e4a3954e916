import { FontRegister } from '../pdf/font-register.js';
import { dict, name, PdfDict, type PdfRef } from '../pdf/objects.js';
import { type FractionBox, type Matrix, visiblePage } from '../pdf/page-geometry.js';
import type { Page, Rectangle } from '../pdf/page-tree.js';
import type { RevisionWriter } from '../pdf/revision-writer.js';
import { addCompressed, writeFonts } from '../pdf/write-font.js';
import { drawSeal, LOGO_RESOURCE, type SealWords } from './appearance-layout.js';
import { addLogo, readLogo } from './logo-image.js';
import { optionInvalid } from './seal-options.js';
import type { RenderSealAppearance, SealTexts, VisibleSeal } from './visible-seal.js';

/** Smaller than this nobody could read a word of it. */
const MIN_SIDE_PT = 6;
/** Shorter side of an ordinary page in points (A4). */
const ORDINARY_SIDE_PT = 595;
const MAX_LINES = 8;
const MAX_LINE_CHARACTERS = 256;

/** A box on the page: where it lies in user space, how large it is seen, and which way is up. */
interface Place {
  readonly rectangle: Rectangle;
  readonly widthPt: number;
  readonly heightPt: number;
  /** Turns upright content into the page's user space; no shift, no scale. */
  readonly turn: readonly [number, number, number, number];
}

/**
 * Draws the appearance of a visible seal into a revision: a form XObject in points as seen, turned by its own /Matrix,
 * so that it stands upright however the page is rotated (ISO 32000-2 § 12.5.5). The words and the logo stay inside the
 * box. Throws `seal-option-invalid`, `text-undrawable`, `font-unusable`, `pdf-page-box-invalid`.
 */
export const renderSealAppearance: RenderSealAppearance = ({ writer, page, rectangle, visible, texts }) => {
  const place = rectangle ? placeRectangle(page, rectangle) : placeBox(page, visible.box);
  if (!(place.widthPt >= MIN_SIDE_PT && place.heightPt >= MIN_SIDE_PT)) {
    throw optionInvalid('The box of the visible seal is too small to read. Make it larger.');
  }
  const logo = visible.logoPng ? readLogo(visible.logoPng) : null;
  const register = new FontRegister(visible.fonts.subset);
  const { widthPt, heightPt } = place;
  const shown = visiblePage(page);
  const scale = Math.max(1, Math.min(shown.widthPt, shown.heightPt) / ORDINARY_SIDE_PT);
  const sheet = { widthPt, heightPt, scale, fonts: visible.fonts, codeFor: register.codeFor };
  const content = drawSeal(wordsOf(visible, texts), logo, sheet);
  const resources = dict({ Font: writeFonts(writer, register.describe()) });
  if (logo) resources.set('XObject', new PdfDict([[LOGO_RESOURCE, addLogo(writer, logo)]]));
  return { rectangle: place.rectangle, normal: addForm(writer, place, content, resources) };
};

function wordsOf({ lines }: VisibleSeal, texts: SealTexts): SealWords {
  if (!lines) {
    const { name: who, reason, location = '', signedAt } = texts;
    const at = `${signedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
    const details = [reason, location, at].filter((line) => line !== '');
    return { overline: who === '' ? '' : 'Sealed by', headline: who || 'Sealed', details };
  }
  if (lines.length === 0 || lines.length > MAX_LINES) {
    throw optionInvalid(`A visible seal has 1 to ${MAX_LINES} lines of text.`);
  }
  if (lines.some((line) => line.trim() === '' || line.length > MAX_LINE_CHARACTERS || /\p{Cc}/u.test(line))) {
    throw optionInvalid(
      `A line of a visible seal is ordinary text of at most ${MAX_LINE_CHARACTERS} characters.`,
    );
  }
  const [headline = '', ...details] = lines;
  return { overline: '', headline, details };
}

function placeBox(page: Page, box: FractionBox): Place {
  const inside = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.x + box.width <= 1.000001;
  if (!inside || !(box.y + box.height <= 1.000001)) {
    throw optionInvalid('The box of the visible seal must lie inside the page.');
  }
  const { matrix, widthPt, heightPt } = visiblePage(page).place(box);
  const [a, b, c, d, e, f] = matrix;
  const far = [a * widthPt + c * heightPt + e, b * widthPt + d * heightPt + f] as const;
  const rectangle = {
    left: Math.min(e, far[0]),
    bottom: Math.min(f, far[1]),
    right: Math.max(e, far[0]),
    top: Math.max(f, far[1]),
  };
  return { rectangle, widthPt, heightPt, turn: turnOf(matrix) };
}

/** The field's author chose the rectangle; what is drawn stands upright in it for the reader. */
function placeRectangle(page: Page, rectangle: Rectangle): Place {
  const { matrix } = visiblePage(page).place({ x: 0, y: 0, width: 1, height: 1 });
  const turn = turnOf(matrix);
  const width = Math.abs(rectangle.right - rectangle.left) * page.userUnit;
  const height = Math.abs(rectangle.top - rectangle.bottom) * page.userUnit;
  const lying = turn[0] === 0;
  return { rectangle, widthPt: lying ? height : width, heightPt: lying ? width : height, turn };
}

function turnOf([a, b, c, d]: Matrix): Place['turn'] {
  return [Math.sign(a), Math.sign(b), Math.sign(c), Math.sign(d)];
}

function addForm(writer: RevisionWriter, place: Place, content: string, resources: PdfDict): PdfRef {
  const { widthPt, heightPt, turn } = place;
  const [a, b, c, d] = turn;
  // Shifted so that the turned box begins at the origin again: some viewers do not fit it to /Rect themselves.
  const shift = [Math.min(0, a * widthPt + c * heightPt), Math.min(0, b * widthPt + d * heightPt)];
  return addCompressed(writer, Buffer.from(content, 'latin1'), {
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, widthPt, heightPt],
    Matrix: [a, b, c, d, -(shift[0] ?? 0), -(shift[1] ?? 0)],
    Resources: resources,
  });
}
