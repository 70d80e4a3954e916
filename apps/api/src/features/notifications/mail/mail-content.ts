/**
 * What a mail says, before it is HTML or text. One act, one button. Every string is plain text: the renderers
 * escape, nothing here may.
 */
export interface MailContent {
  readonly subject: string;
  /** The line a mail list shows after the subject. */
  readonly preview: string;
  readonly heading: string;
  /** One sentence under the heading: who wants what. */
  readonly lead: string;
  /** The sender's own words, line by line, shown as a quotation. */
  readonly quote: { readonly from: string; readonly lines: readonly string[] } | null;
  readonly act: { readonly label: string; readonly url: string } | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Sentences after the facts. */
  readonly notes: readonly string[];
  /** Who sent it, to whom, and how to reach them. */
  readonly footer: readonly string[];
}

/** The host a button leads to, so that a reader can check it before clicking. */
export function hostInWords(url: string): string {
  return new URL(url).host;
}
