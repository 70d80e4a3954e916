import type { Spoken } from '../text/assign-text.js';
import type { FontFace } from '../text/font-face.js';
import type { SetLine } from '../text/set-line.js';
import type { EmbeddedFont } from './embedded-font.js';
import type { CodeFor } from './font-register.js';
import { glyphPath } from './glyph-path.js';
import { serialiseNumber as n } from './serialise.js';

/** Closer than this part of the font size is where the pen already stands. */
const NEGLIGIBLE = 0.0005;

export interface ShownLine {
  /** For inside `BT … ET`, from the current text position on (ISO 32000-2 § 9.4.3). */
  readonly text: string;
  /** Shapes, for outside of it. */
  readonly shapes: string;
}

/** @param origin where the baseline begins at the left, in points */
export function showLine(
  line: SetLine,
  origin: { readonly x: number; readonly y: number; readonly sizePt: number },
  codeFor: CodeFor,
): ShownLine {
  const codes = new CodeWriter(origin.sizePt, codeFor);
  let shapes = '';
  let start = 0;
  for (const run of line.runs) {
    for (const spoken of run.spoken) codes.add(run.face, spoken, start);
    for (const { glyphId, x, y } of run.painted) {
      const at = { ...origin, x: origin.x + (start + x) * origin.sizePt, y: origin.y + y * origin.sizePt };
      shapes += glyphPath(run.face, glyphId, at);
    }
    start += run.width;
  }
  return { text: codes.finish(), shapes };
}

/** Collects codes into `TJ` arrays; another font or a glyph off the baseline begins a new one. */
class CodeWriter {
  private operators = '';
  private array = '';
  private codes = '';
  private font: EmbeddedFont | null = null;
  private risePt = 0;
  /** Where the pen stands, as a fraction of the font size. */
  private pen = 0;

  constructor(
    private readonly sizePt: number,
    private readonly codeFor: CodeFor,
  ) {}

  add(face: FontFace, { glyphId, text, x, y, blankWidth }: Spoken, start: number): void {
    const { font, cid, width } = this.codeFor(face, glyphId, text, blankWidth);
    this.use(font);
    this.rise(y * this.sizePt);
    this.moveTo(start + x);
    this.codes += cid.toString(16).padStart(4, '0');
    this.pen += width;
  }

  finish(): string {
    this.flush();
    this.rise(0);
    return this.operators;
  }

  private use(font: EmbeddedFont): void {
    if (font === this.font) return;
    this.flush();
    this.operators += `/${font.resourceName} ${n(this.sizePt)} Tf\n`;
    this.font = font;
  }

  private moveTo(target: number): void {
    if (Math.abs(target - this.pen) < NEGLIGIBLE) return;
    const thousandths = Math.round((target - this.pen) * 100_000) / 100;
    this.closeCodes();
    this.array += `${n(-thousandths)} `;
    this.pen += thousandths / 1000;
  }

  private rise(pt: number): void {
    if (Math.abs(pt - this.risePt) < 0.001) return;
    this.flush();
    this.operators += `${n(pt)} Ts\n`;
    this.risePt = pt;
  }

  private closeCodes(): void {
    if (this.codes) this.array += `<${this.codes}>`;
    this.codes = '';
  }

  private flush(): void {
    this.closeCodes();
    if (this.array) this.operators += `[${this.array.trimEnd()}] TJ\n`;
    this.array = '';
  }
}
