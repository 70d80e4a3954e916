import type { SourceFormat } from './report.js';

/** What becomes one page of a PDF inside the sandbox. */
export type PictureFormat = Extract<SourceFormat, 'png' | 'jpeg'>;
/** What another program has to turn into a PDF first. */
export type ConvertedFormat = Exclude<SourceFormat, 'pdf' | PictureFormat>;

/** Media type, usual ending, and what a sentence calls it, with its article. */
export const CONVERTED_FORMATS: Readonly<
  Record<ConvertedFormat, { readonly mediaType: string; readonly extension: string; readonly noun: string }>
> = {
  heic: { mediaType: 'image/heic', extension: 'heic', noun: 'a HEIC photo' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    noun: 'a Word document',
  },
  doc: { mediaType: 'application/msword', extension: 'doc', noun: 'a Word document' },
  odt: {
    mediaType: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    noun: 'an OpenDocument text',
  },
  rtf: { mediaType: 'application/rtf', extension: 'rtf', noun: 'an RTF document' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    noun: 'an Excel workbook',
  },
  xls: { mediaType: 'application/vnd.ms-excel', extension: 'xls', noun: 'an Excel workbook' },
  ods: {
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    extension: 'ods',
    noun: 'an OpenDocument spreadsheet',
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
    noun: 'a PowerPoint presentation',
  },
  ppt: { mediaType: 'application/vnd.ms-powerpoint', extension: 'ppt', noun: 'a PowerPoint presentation' },
  odp: {
    mediaType: 'application/vnd.oasis.opendocument.presentation',
    extension: 'odp',
    noun: 'an OpenDocument presentation',
  },
};

/** What begins like a picture. `other` names one that nothing here turns into a page. */
export type PictureKind = PictureFormat | { readonly other: string };

/** Where the mark stands and what it is, one character per byte. */
type Mark = readonly [at: number, text: string];

const PNG: Mark = [0, '\x89PNG\r\n\x1a\n'];
const JPEG: Mark = [0, '\xff\xd8\xff'];
const OTHER_PICTURES: readonly (readonly [Mark, name: string])[] = [
  [[0, 'GIF87a'], 'GIF'],
  [[0, 'GIF89a'], 'GIF'],
  [[8, 'WEBP'], 'WebP'],
  [[0, 'II*\0'], 'TIFF'],
  [[0, 'MM\0*'], 'TIFF'],
  [[4, 'ftypavi'], 'AVIF'],
  [[4, 'jP  \r\n'], 'JPEG 2000'],
  [[4, 'JXL \r\n'], 'JPEG XL'],
  [[0, '8BPS'], 'Photoshop'],
];
/** HEVC pictures in an ISO base media file, as telephones write them (ISO/IEC 23008-12 § 10.2). */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

/** By content, never by a name. Null when the bytes are no picture. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  const head = headOf(bytes);
  if (begins(head, PNG)) return 'png';
  if (begins(head, JPEG)) return 'jpeg';
  const other = OTHER_PICTURES.find(([mark]) => begins(head, mark));
  return other ? { other: other[1] } : null;
}

export function isHeic(bytes: Uint8Array): boolean {
  const head = headOf(bytes);
  return HEIC_BRANDS.some((brand) => begins(head, [4, `ftyp${brand}`]));
}

const headOf = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 16)).toString('latin1');
const begins = (head: string, [at, text]: Mark): boolean => head.startsWith(text, at);
