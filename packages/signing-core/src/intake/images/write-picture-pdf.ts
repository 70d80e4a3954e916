import {
  dict,
  name,
  type PdfDict,
  type PdfObject,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
  textString,
} from '../../pdf/objects.js';
import { writeNewFile } from '../../pdf/write-new-file.js';
import type { PictureLayout } from './lay-out-picture.js';
import type { Orientation, Picture, PictureSamples } from './picture.js';

/** Object numbers, which are also the order of writing. */
const AT = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  image: 5,
  tree: 6,
  document: 7,
  figure: 8,
  profile: 9,
};
const ALTERNATIVE_TEXT = 'The whole page is a picture. Its words cannot be read out.';

const ref = (objectNumber: number): PdfRef => new PdfRef(objectNumber, 0);

/** A PDF of one tagged page. Equal pictures give equal bytes: no date, no random number, no name of a program. */
export function writePicturePdf(picture: Picture, layout: PictureLayout): Uint8Array {
  const { widthPt, heightPt } = layout;
  const objects: PdfObject[] = [
    dict({
      Type: name('Catalog'),
      Pages: ref(AT.pages),
      MarkInfo: dict({ Marked: true }),
      StructTreeRoot: ref(AT.tree),
    }),
    dict({ Type: name('Pages'), Kids: [ref(AT.page)], Count: 1 }),
    dict({
      Type: name('Page'),
      Parent: ref(AT.pages),
      MediaBox: [0, 0, widthPt, heightPt],
      Resources: dict({ XObject: dict({ Picture: ref(AT.image) }) }),
      Contents: ref(AT.content),
      StructParents: 0,
      Tabs: name('S'),
    }),
    new PdfStream(dict({}), Buffer.from(contentOf(picture.orientation, layout), 'latin1')),
    new PdfStream(imageEntries(picture), picture.samples.data),
    ...structure(layout),
  ];
  const { iccProfile, colour } = picture.samples;
  if (iccProfile) objects.push(new PdfStream(dict({ N: componentCount(colour) }), iccProfile));
  return writeNewFile(objects);
}

function contentOf(orientation: Orientation, { box }: PictureLayout): string {
  const matrix = placement(orientation, box).map((value) => Math.round(value * 100) / 100);
  return `/Figure <</MCID 0>> BDC\nq ${matrix.join(' ')} cm /Picture Do Q\nEMC`;
}

/** Maps the unit square of the stored picture to the box, turned and mirrored as it is to be shown (Exif 2.32 § 4.6.4 A). */
function placement(orientation: Orientation, { x, y, width: w, height: h }: PictureLayout['box']): number[] {
  const matrices: Readonly<Record<Orientation, number[]>> = {
    1: [w, 0, 0, h, x, y],
    2: [-w, 0, 0, h, x + w, y],
    3: [-w, 0, 0, -h, x + w, y + h],
    4: [w, 0, 0, -h, x, y + h],
    5: [0, -h, -w, 0, x + w, y + h],
    6: [0, -h, w, 0, x, y + h],
    7: [0, h, w, 0, x, y],
    8: [0, h, -w, 0, x + w, y],
  };
  return matrices[orientation];
}

function imageEntries({ widthPx, heightPx, samples }: Picture): PdfDict {
  const { bitsPerComponent, encoding } = samples;
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: widthPx,
    Height: heightPx,
    BitsPerComponent: bitsPerComponent,
    ColorSpace: colourSpace(samples),
    Filter: name(encoding === 'jpeg' ? 'DCTDecode' : 'FlateDecode'),
  });
  if (encoding === 'png-rows') {
    // Of a palette the samples are indexes: one each.
    const Colors = typeof samples.colour === 'object' ? 1 : componentCount(samples.colour);
    const rows = { Predictor: 15, Colors, BitsPerComponent: bitsPerComponent, Columns: widthPx };
    entries.set('DecodeParms', dict(rows));
  }
  if (samples.isInverted) entries.set('Decode', [1, 0, 1, 0, 1, 0, 1, 0]);
  return entries;
}

const DEVICE_SPACES = { grey: 'DeviceGray', rgb: 'DeviceRGB', cmyk: 'DeviceCMYK' } as const;

function componentCount(colour: PictureSamples['colour']): number {
  if (colour === 'grey') return 1;
  return colour === 'cmyk' ? 4 : 3;
}

function colourSpace({ colour, iccProfile }: PictureSamples): PdfValue {
  const base = typeof colour === 'object' ? 'rgb' : colour;
  const space = iccProfile ? [name('ICCBased'), ref(AT.profile)] : name(DEVICE_SPACES[base]);
  if (typeof colour !== 'object') return space;
  const { paletteRgb } = colour;
  return [name('Indexed'), space, paletteRgb.length / 3 - 1, new PdfString(paletteRgb, true)];
}

/** Says to a screen reader that there is a picture, and no text that it could read (ISO 32000-2 § 14.7, § 14.9.3). */
function structure({ box }: PictureLayout): PdfDict[] {
  const bounds = [box.x, box.y, box.x + box.width, box.y + box.height];
  return [
    dict({
      Type: name('StructTreeRoot'),
      K: ref(AT.document),
      ParentTree: dict({ Nums: [0, [ref(AT.figure)]] }),
      ParentTreeNextKey: 1,
    }),
    dict({ Type: name('StructElem'), S: name('Document'), P: ref(AT.tree), K: [ref(AT.figure)] }),
    dict({
      Type: name('StructElem'),
      S: name('Figure'),
      P: ref(AT.document),
      Pg: ref(AT.page),
      K: 0,
      Alt: textString(ALTERNATIVE_TEXT),
      A: dict({ O: name('Layout'), Placement: name('Block'), BBox: bounds }),
    }),
  ];
}
