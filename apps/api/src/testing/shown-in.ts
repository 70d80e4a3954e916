import type { LooseJson } from './api-browser.js';

export interface ShownOnScreen {
  readonly documentId: string;
  readonly sha256: string;
}

/** What a signer's page sends back with consent and act: the documents of the state it got. */
export function shownIn(state: LooseJson): ShownOnScreen[] {
  const documents = (state.documents ?? []) as unknown as { id: string; sha256: string }[];
  return documents.map(({ id, sha256 }) => ({ documentId: id, sha256 }));
}
