import { isHeic, type PictureFormat, pictureKindOf } from '../source-format.js';
import { layOutPicture } from './lay-out-picture.js';
import { heicPicture, unsupportedPicture } from './picture.js';
import { readJpeg } from './read-jpeg.js';
import { readPng } from './read-png.js';
import { writePicturePdf } from './write-picture-pdf.js';

export interface PicturePdf {
  readonly format: PictureFormat;
  readonly bytes: Uint8Array;
}

/**
 * A picture as a PDF of one page, its pixels as they were sent wherever PDF can hold them; null when the upload is no
 * picture. Throws `image-damaged`, `image-too-large`, `image-unsupported`.
 */
export async function pictureToPdf(upload: Uint8Array): Promise<PicturePdf | null> {
  if (isHeic(upload)) throw heicPicture();
  const format = pictureKindOf(upload);
  if (format === null) return null;
  if (typeof format === 'object') throw unsupportedPicture(`a ${format.other} picture`);
  const picture = format === 'png' ? await readPng(upload) : readJpeg(upload);
  return { format, bytes: writePicturePdf(picture, layOutPicture(picture)) };
}
