import type { SourceFormat } from './report.js';

/** What becomes one page of a PDF inside the sandbox. */
export type PictureFormat = Extract<SourceFormat, 'png' | 'jpeg'>;
/** What another program has to turn into a PDF first. */
export type ConvertedFormat = Exclude<SourceFormat, 'pdf' | PictureFormat>;

/** Every format an upload may have, beside PDF itself: media type and usual endings, the first being the one we write. */
export const CONVERTED_FORMATS: Readonly<
  Record<ConvertedFormat, { readonly mediaType: string; readonly extension: string; readonly noun: string }>
> = {
  heic: { mediaType: 'image/heic', extension: 'heic', noun: 'HEIC photo' },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extension: 'docx',
    noun: 'Word document',
  },
  doc: { mediaType: 'application/msword', extension: 'doc', noun: 'Word document' },
  odt: {
    mediaType: 'application/vnd.oasis.opendocument.text',
    extension: 'odt',
    noun: 'OpenDocument text',
  },
  rtf: { mediaType: 'application/rtf', extension: 'rtf', noun: 'RTF document' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    noun: 'Excel workbook',
  },
  xls: { mediaType: 'application/vnd.ms-excel', extension: 'xls', noun: 'Excel workbook' },
  ods: {
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    extension: 'ods',
    noun: 'OpenDocument spreadsheet',
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extension: 'pptx',
    noun: 'PowerPoint presentation',
  },
  ppt: { mediaType: 'application/vnd.ms-powerpoint', extension: 'ppt', noun: 'PowerPoint presentation' },
  odp: {
    mediaType: 'application/vnd.oasis.opendocument.presentation',
    extension: 'odp',
    noun: 'OpenDocument presentation',
  },
};

/** What begins like a picture. `other` names one that nothing here turns into a page. */
export type PictureKind = PictureFormat | { readonly other: string };

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';

/** By content, never by a name. Null when the bytes are no picture. */
export function pictureKindOf(bytes: Uint8Array): PictureKind | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith(PNG_SIGNATURE)) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  const other = OTHER_PICTURES.find(([pattern]) => pattern.test(head))?.[1];
  return other === undefined ? null : { other };
}

const OTHER_PICTURES: readonly (readonly [start: RegExp, name: string])[] = [
  [/^GIF8[79]a/, 'GIF'],
  [/^RIFF[^]{4}WEBP/, 'WebP'],
  [/^(II[*+]\0|MM\0[*+])/, 'TIFF'],
  [/^BM[^]{4}\0{4}/, 'BMP'],
  [/^[^]{4}ftypavi[fs]/, 'AVIF'],
  [/^\0\0\0\x0cjP {2}\r\n/, 'JPEG 2000'],
  [/^(\xff\x0a|\0\0\0\x0cJXL )/, 'JPEG XL'],
  [/^8BPS/, 'Photoshop'],
];

/** HEVC pictures in an ISO base media file, as telephones write them (ISO/IEC 23008-12 § 10.2). */
export function isHeic(bytes: Uint8Array): boolean {
  return /^[^]{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/.test(
    Buffer.from(bytes.subarray(0, 16)).toString('latin1'),
  );
}
