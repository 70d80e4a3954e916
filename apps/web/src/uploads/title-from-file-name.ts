/** "NDA_v3-final.pdf" becomes "NDA v3 final": a title to start from. */
export function titleFromFileName(fileName: string): string {
  const bare = fileName.normalize('NFC').replace(/\.(pdf|png|jpe?g|docx?|odt|rtf|xlsx|pptx)$/i, '');
  const words = bare.replaceAll(/[_\s]+|(?<=\w)-(?=\w)/g, ' ').trim();
  return (words || fileName).slice(0, 200);
}
