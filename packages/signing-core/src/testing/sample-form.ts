import { type SamplePdfOptions, samplePdf } from './sample-pdf.js';

export interface SampleFormOptions
  extends Omit<SamplePdfOptions, 'catalog' | 'page' | 'extraObjects' | 'form'> {
  /** Widgets of the first page, as PDF text without the outer brackets, numbered from 60; `/Rect` may be left out. */
  readonly widgets: readonly string[];
  /** Field objects above them and whatever else, numbered from 80. */
  readonly objects?: readonly string[];
  /** Extra entries of the form, as PDF text. */
  readonly form?: string;
  /** The form's list of fields; all widgets when left out. */
  readonly fields?: string;
  readonly catalog?: string;
  readonly page?: string;
}

const FIRST_WIDGET = 60;
const FIRST_OBJECT = 80;

/** A PDF with a form. Widgets without `/Rect` lie one below the other, 200 by 20 points, the first at (50, 700). */
export function sampleForm(options: SampleFormOptions): Uint8Array {
  const { widgets, objects = [], form = '', fields, catalog = '', page = '', ...rest } = options;
  const references = widgets.map((_, index) => `${FIRST_WIDGET + index} 0 R`).join(' ');
  const boxed = widgets.map((widget, index) => {
    const rectangle = widget.includes('/Rect')
      ? ''
      : `/Rect [50 ${700 - index * 30} 250 ${720 - index * 30}]`;
    return `<</Type /Annot /Subtype /Widget ${rectangle} ${widget}>>`;
  });
  const extraObjects: string[] = [];
  for (const [first, bodies] of [
    [FIRST_WIDGET, boxed],
    [FIRST_OBJECT, objects],
  ] as const)
    for (const [index, body] of bodies.entries()) extraObjects[first - 50 + index] = body;
  return samplePdf({
    ...rest,
    extraObjects: Array.from(extraObjects, (body) => body ?? 'null'),
    page: `${page.includes('/Annots') ? '' : `/Annots [${references}]`} ${page}`,
    catalog: `/AcroForm <</Fields [${fields ?? references}] /DA (/Helv 0 Tf 0 g) ${form}>> ${catalog}`,
  });
}

/** A stream object, as PDF text. */
export const sampleStream = (entries: string, content: string): string =>
  `<<${entries} /Length ${Buffer.byteLength(content, 'latin1')}>>\nstream\n${content}\nendstream`;
