const MAX_CHARACTERS = 200;

/**
 * What people will see as the document's name: the last part of what the browser sent, without control and direction
 * characters. It is data everywhere and a path nowhere (T-PATH-1).
 */
export function documentName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = last.replace(/[\p{Cc}\p{Surrogate}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').trim();
  return [...visible].slice(0, MAX_CHARACTERS).join('') || 'document.pdf';
}
