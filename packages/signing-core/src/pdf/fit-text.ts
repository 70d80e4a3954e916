import { characterWidth, type FontFace } from './font-face.js';
import { splitRuns, type TextRun, widthOf } from './text-runs.js';

export interface FittedText {
  readonly sizePt: number;
  readonly lineHeightPt: number;
  /** Top to bottom. */
  readonly lines: readonly (readonly TextRun[])[];
}

const LINE_HEIGHT = 1.25;
/** Below this size a text is shrunk no further by wrapping alone; it is drawn as small as it takes. */
const SHRINK_STEP = 0.93;
const MAX_STEPS = 120;

/**
 * The largest size, up to `maxSizePt` and `ofHeight` of the box, at which the text fits, wrapped at spaces when the box is tall enough for
 * more than one line. Always answers: a text that was accepted must never stop a seal.
 */
export function fitText(
  text: string,
  faces: readonly FontFace[],
  box: { readonly widthPt: number; readonly heightPt: number },
  limits: { readonly maxSizePt: number; readonly ofHeight: number },
): FittedText {
  const paragraphs = text.split('\n').map((paragraph) => splitRuns(paragraph, faces));
  let sizePt = Math.min(limits.maxSizePt, box.heightPt * limits.ofHeight);
  for (let step = 0; ; step++) {
    const lines = wrapAll(paragraphs, box.widthPt / sizePt, canWrap(box.heightPt, sizePt));
    const lineHeightPt = sizePt * LINE_HEIGHT;
    const tall = (lines.length - 1) * lineHeightPt + sizePt <= box.heightPt;
    const narrow = lines.every((line) => widthOf(line) * sizePt <= box.widthPt + 0.001);
    if ((tall && narrow) || step === MAX_STEPS) return { sizePt, lineHeightPt, lines };
    sizePt *= SHRINK_STEP;
  }
}

const canWrap = (heightPt: number, sizePt: number): boolean => heightPt >= sizePt * (LINE_HEIGHT + 1);

function wrapAll(paragraphs: readonly TextRun[][], maxWidth: number, wrap: boolean): (readonly TextRun[])[] {
  return paragraphs.flatMap((runs) => (wrap && widthOf(runs) > maxWidth ? wrapRuns(runs, maxWidth) : [runs]));
}

interface Word {
  readonly runs: TextRun[];
  width: number;
}

/** Greedy wrap; a word longer than the line is broken between characters. */
function wrapRuns(runs: readonly TextRun[], maxWidth: number): TextRun[][] {
  const lines: TextRun[][] = [];
  let line: TextRun[] = [];
  let width = 0;
  const flush = (): void => {
    lines.push(trimEnd(line));
    line = [];
    width = 0;
  };
  for (const word of words(runs, maxWidth)) {
    if (width > 0 && width + widthOf(trimEnd(word.runs)) > maxWidth) flush();
    line.push(...word.runs);
    width += word.width;
  }
  flush();
  return lines;
}

/** Words with the spaces that follow them. */
function words(runs: readonly TextRun[], maxWidth: number): Word[] {
  const found: Word[] = [];
  let current: Word = { runs: [], width: 0 };
  const next = (): void => {
    if (current.runs.length > 0) found.push(current);
    current = { runs: [], width: 0 };
  };
  let afterSpace = false;
  for (const run of runs) {
    for (const character of run.text) {
      const width = characterWidth(run.face, character.codePointAt(0) ?? 0);
      const isSpace = character === ' ';
      if ((afterSpace && !isSpace) || (!isSpace && current.width + width > maxWidth)) next();
      appendCharacter(current, run.face, character, width);
      afterSpace = isSpace;
    }
  }
  next();
  return found;
}

function appendCharacter(word: Word, face: FontFace, character: string, width: number): void {
  const last = word.runs.at(-1);
  if (last?.face === face) {
    word.runs[word.runs.length - 1] = { face, text: last.text + character, width: last.width + width };
  } else {
    word.runs.push({ face, text: character, width });
  }
  word.width += width;
}

function trimEnd(line: readonly TextRun[]): TextRun[] {
  const trimmed = [...line];
  for (let last = trimmed.at(-1); last?.text.endsWith(' '); last = trimmed.at(-1)) {
    const text = last.text.trimEnd();
    const removed = last.text.length - text.length;
    const width = last.width - removed * characterWidth(last.face, 0x20);
    trimmed.pop();
    if (text.length > 0) trimmed.push({ face: last.face, text, width });
  }
  return trimmed;
}
