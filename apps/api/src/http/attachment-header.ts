/**
 * Content-Disposition of a download, RFC 6266 with the RFC 8187 form for names beyond ASCII. Control characters,
 * separators and direction overrides never reach the header or a file system (T-PATH-1).
 */
export function attachmentHeader(fileName: string): string {
  const clean = fileName
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/^\.+/, '')
    .trim()
    .slice(0, 150);
  const name = clean === '' ? 'document.pdf' : clean;
  const ascii =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replaceAll('%', '')
      .trim() || 'document.pdf';
  // A name without a single ASCII letter would leave a hidden file called “.pdf”.
  const plain = ascii.replace(/^\./, 'document.');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
