import { assemble, escaped } from './sample-pdf.js';

/** A field of the form; boxes are left, bottom, right, top in points. */
interface Widget {
  readonly box: readonly [number, number, number, number];
  /** What stands beside it on the page. */
  readonly word: string;
  readonly entries: string;
}

const text = (box: Widget['box'], word: string, more = ''): Widget => ({
  ...{ box, word },
  entries: `/FT /Tx /T (${escaped(word)}) /DA (/F1 0 Tf 0 g) ${more}`,
});

const widgets: readonly Widget[] = [
  text([180, 660, 420, 682], 'Company', '/Ff 2'),
  text([180, 620, 300, 642], 'Code', '/MaxLen 6 /Ff 16777216'),
  text([180, 540, 420, 600], 'Remarks', '/Ff 4096'),
  {
    ...{ box: [180, 500, 420, 522], word: 'Country' },
    entries:
      '/FT /Ch /T (Country) /Ff 131074 /Opt [[(de) (Germany)] [(fr) (France)] [(it) (Italy)]] /DA (/F1 0 Tf 0 g)',
  },
  button([180, 460, 196, 476], 'Newsletter', '/FT /Btn /T (Newsletter)', 'Yes'),
  button([180, 430, 196, 446], 'Small', '/Parent 4 0 R', 'small'),
  button([280, 430, 296, 446], 'Medium', '/Parent 4 0 R', 'medium'),
  button([380, 430, 396, 446], 'Large', '/Parent 4 0 R', 'large'),
  { box: [180, 320, 380, 380], word: 'Signature', entries: '/FT /Sig /T (Signature)' },
];

function button(box: Widget['box'], word: string, field: string, state: string): Widget {
  return {
    box,
    word,
    entries: `${field} /AS /Off /MK << /BC [0] >> /AP << /N << /${state} 5 0 R /Off 6 0 R >> >>`,
  };
}

const FIRST_WIDGET = 9;
const RADIO_FLAGS = 49_154;

/** A one-page form with an empty field of every kind, written by hand like {@link samplePdf}. */
export function formPdf(title: string): Buffer {
  const refs = widgets.map((_, at) => `${FIRST_WIDGET + at} 0 R`);
  const kids = refs.slice(5, 8).join(' ');
  const own = [...refs.slice(0, 5), '4 0 R', refs[8]].join(' ');
  return assemble([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${own}] /DR << /Font << /F1 3 0 R >> >> /DA (/F1 0 Tf 0 g) >> >>`,
    '<< /Type /Pages /Count 1 /Kids [7 0 R] >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /FT /Btn /T (Size) /Ff ${RADIO_FLAGS} /Kids [${kids}] /V /Off >>`,
    appearance('0 0 16 16 re S 4 4 8 8 re f'),
    appearance('0.5 0.5 15 15 re S'),
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 8 0 R /Annots [${refs.join(' ')}] >>`,
    pageContent(title),
    ...widgets.map(widget),
  ]);
}

function widget({ box, entries }: Widget): string {
  return `<< /Type /Annot /Subtype /Widget /F 4 /P 7 0 R /Rect [${box.join(' ')}] ${entries} >>`;
}

function appearance(operators: string): string {
  return `<< /Type /XObject /Subtype /Form /BBox [0 0 16 16] /Length ${operators.length} >>\nstream\n${operators}\nendstream`;
}

function pageContent(title: string): string {
  const words = widgets.map(({ box: [left, bottom], word }, at) => {
    const besides = at >= 5 && at <= 7 ? left + 22 : 72;
    return `1 0 0 1 ${besides} ${bottom + 5} Tm (${escaped(word)}) Tj`;
  });
  const lines = [
    'BT /F1 20 Tf',
    `1 0 0 1 72 750 Tm (${escaped(title)}) Tj`,
    '/F1 11 Tf',
    ...words,
    'ET',
  ].join('\n');
  return `<< /Length ${lines.length} >>\nstream\n${lines}\nendstream`;
}
