import type { Identification, LinkOrigin } from '../domain/identification.js';
import type { DocumentId, RecipientId, RecipientLinkId, SignerSessionId } from '../domain/ids.js';

/** What loads a page by GET: a program by its own words, or something that calls itself a browser. */
export type FetchingAgent = 'scanner' | 'unknown';

/** Mailed links and the browser sessions made from them. Only hashes of their secrets are stored (promise 7). */
export interface LinkRepository {
  /** @param tokenHash SHA-256 of the token's text; the token itself goes into the mail and nowhere else. */
  insertLink(link: {
    readonly id: RecipientLinkId;
    readonly recipientId: RecipientId;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date | null;
    readonly origin: LinkOrigin;
  }): Promise<void>;

  /**
   * How the recipient is identified by their links, weakest evidence first and alone: once any link of theirs was
   * revealed, none of them shows access to the mailbox any more, nor did those mailed before.
   */
  identificationOf(recipientId: RecipientId): Promise<readonly Identification[]>;

  /** When a link was last revealed, for those of whom one was. */
  revealedAt(recipientIds: readonly RecipientId[]): Promise<ReadonlyMap<RecipientId, Date>>;

  /** True when this kind of agent is noted for this link already. */
  wasFetched(linkId: RecipientLinkId, agent: FetchingAgent): Promise<boolean>;

  /** @returns false when it was noted before, or by another request at this moment: then nothing is to be recorded. */
  noteFetch(linkId: RecipientLinkId, agent: FetchingAgent): Promise<boolean>;

  /** @returns those of the pages (from 1) that were never on this recipient's screen before, in order. */
  notePages(
    recipientId: RecipientId,
    documentId: DocumentId,
    pageNumbers: readonly number[],
  ): Promise<number[]>;

  insertSession(session: {
    readonly id: SignerSessionId;
    readonly linkId: RecipientLinkId;
    readonly recipientId: RecipientId;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date;
  }): Promise<void>;

  /** The session's cookie stops working. @returns false for a session that had ended before. */
  endSession(id: SignerSessionId): Promise<boolean>;
}
