/** What the file picker offers; the server decides by the bytes. */
export const acceptedFiles = [
  'application/pdf',
  '.pdf',
  'image/png',
  '.png',
  'image/jpeg',
  '.jpg',
  '.jpeg',
  '.doc',
  '.docx',
  '.odt',
  '.rtf',
  '.xlsx',
  '.pptx',
].join(',');
