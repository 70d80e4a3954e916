const MAX_CHARACTERS = 120;
/** Names Windows keeps for devices, whatever follows the first dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name people gave, safe as the beginning of a file name on every system: no path, no control or direction characters,
 * nothing hidden, no device (T-PATH-1). Without the ending .pdf.
 */
export function fileStem(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '-')
    .replace(/\.pdf$/i, '')
    .replace(/^[.\s]+/, '');
  const cut = [...clean]
    .slice(0, MAX_CHARACTERS)
    .join('')
    .replace(/[.\s]+$/, '');
  if (cut === '') return 'document';
  return DEVICES.test(cut) ? `_${cut}` : cut;
}

/**
 * The same names, each once: the second “lease.pdf” becomes “lease (2).pdf”. Upper and lower case count as equal, because
 * they are on the disks most people have.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${stem} (${count})${ending}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
