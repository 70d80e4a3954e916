/** What a program on the server turns into a PDF first, which takes some seconds. */
const converted = ['.docx', '.doc', '.odt', '.rtf', '.xlsx', '.xls', '.ods', '.pptx', '.ppt', '.odp'];

/**
 * What the file picker offers; the server decides by the bytes. HEIC is left out on purpose: an iPhone then hands out its
 * photos as JPEG by itself.
 */
export const acceptedFiles = [
  'application/pdf',
  '.pdf',
  'image/png',
  '.png',
  'image/jpeg',
  '.jpg',
  '.jpeg',
  ...converted,
].join(',');

export const isConverted = (fileName: string): boolean =>
  [...converted, '.heic'].some((ending) => fileName.toLowerCase().endsWith(ending));
