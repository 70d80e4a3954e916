/** What a sentence may use beside the event's own data: display names, never raw ids. */
export type Told = {
  /** Who acted: "Ada Lovelace", "An API key", "Sealwright". */
  readonly who: string;
  /** "Ada Lovelace", or "a recipient" when the name is not known or was forgotten. */
  readonly recipient: (recipientId: string) => string;
  /** The name known for a subject such as `user:<uuid>`, or the words given. */
  readonly name: (subject: `${string}:${string}`, otherwise: string) => string;
};

/**
 * A document of an envelope by its name in quotes; “the document” where no name is told, as of an envelope with only one.
 */
export function documentWords(told: Pick<Told, 'name'>, documentId: string | undefined): string {
  return `document${quotedDocument(told, documentId, ['“', '”'])}`;
}

/** The name of a document between these quotes, behind a space; nothing where no name is told. */
export function quotedDocument(
  { name }: Pick<Told, 'name'>,
  documentId: string | undefined,
  [open, close]: readonly [string, string],
): string {
  const known = documentId === undefined ? '' : name(`document:${documentId}`, '');
  return known === '' ? '' : ` ${open}${known}${close}`;
}

/** " (B-LT, timestamp by tsa.example)", as far as it is known. */
export function sealLevel(
  { level, authority }: { level?: string; authority?: string },
  timestampBy: string,
): string {
  if (level === undefined) return '';
  return authority === undefined ? ` (${level})` : ` (${level}, ${timestampBy} ${authority})`;
}

/** "1 page", "3 pages". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** ": a, b", or nothing at all for an empty list. */
export function listed(words: readonly string[]): string {
  return words.length === 0 ? '' : `: ${words.join(', ')}`;
}

/** Of many sentences the first three; the last without its full stop, as a timeline has none. */
export function sentences(all: readonly string[]): string {
  const told = all.slice(0, 3).join(' ').replace(/\.$/u, '');
  return all.length > 3 ? `${told}. And ${all.length - 3} more` : told;
}

/** Pages as a reader counts them, neighbours joined: "1–3", "7". */
export function pageRuns(pageNumbers: readonly number[]): string[] {
  const runs: { first: number; last: number }[] = [];
  for (const page of [...pageNumbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && page === run.last + 1) run.last = page;
    else runs.push({ first: page, last: page });
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`));
}

/** "1–3, 7 and 9": `and` is the word between the last two. */
export function joined(words: readonly string[], and: string): string {
  const head = words.slice(0, -1).join(', ');
  return `${head === '' ? '' : `${head} ${and} `}${words.at(-1) ?? ''}`;
}

/** Why a mail server refused: "(451, mailbox-busy)". */
export function mailReply({ smtpCode, code }: { smtpCode?: number; code: string }): string {
  return smtpCode === undefined ? `(${code})` : `(${smtpCode}, ${code})`;
}
