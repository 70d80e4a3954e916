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
export function documentWords({ name }: Pick<Told, 'name'>, documentId: string | undefined): string {
  const known = documentId === undefined ? '' : name(`document:${documentId}`, '');
  return known === '' ? 'document' : `document “${known}”`;
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
