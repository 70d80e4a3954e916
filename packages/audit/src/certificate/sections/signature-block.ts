import type { PartySignature } from '../certificate-data.js';
import type { Block } from '../layout/blocks.js';
import { drawStrokes } from '../layout/draw-strokes.js';
import { type PageFlow, textStyle } from '../layout/page-flow.js';
import { ink } from '../layout/palette.js';

type Shown = Extract<PartySignature, { kind: 'typed' | 'drawn' }>;

const typedStyle = textStyle('signature', 21, ink, 27);
const DRAWN = { widthPt: 150, heightPt: 44 };

/** The signature as a figure: drawn by hand as its strokes, typed in the face of the documents. */
export function signatureBlock(flow: PageFlow, signature: Shown, alt: string, widthPt: number): Block {
  if (signature.kind === 'drawn') {
    return {
      ...{ kind: 'figure', alt, ...DRAWN },
      draw: (page, box) => drawStrokes(page, signature, box),
    };
  }
  const lines = flow.lines(signature.text, typedStyle, widthPt);
  const widest = Math.max(0, ...lines.map((line) => flow.widthOf(line, typedStyle)));
  return {
    ...{ kind: 'figure', alt: `${alt}: ${signature.text}`, widthPt: widest },
    heightPt: lines.length * typedStyle.leading,
    draw: (page, box) => {
      for (const [index, line] of lines.entries()) {
        const y = box.y + box.heightPt - (index + 0.5) * typedStyle.leading - typedStyle.size * 0.28;
        flow.setOn(page, line, typedStyle, { x: box.x, y });
      }
    },
  };
}
