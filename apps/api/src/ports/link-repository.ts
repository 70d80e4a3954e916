import type { RecipientId, RecipientLinkId, SignerSessionId } from '../domain/ids.js';

/** Mailed links and the browser sessions made from them. Only hashes of their secrets are stored (promise 7). */
export interface LinkRepository {
  /** @param tokenHash SHA-256 of the token's text; the token itself goes into the mail and nowhere else. */
  insertLink(link: {
    readonly id: RecipientLinkId;
    readonly recipientId: RecipientId;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date | null;
  }): Promise<void>;

  insertSession(session: {
    readonly id: SignerSessionId;
    readonly linkId: RecipientLinkId;
    readonly recipientId: RecipientId;
    readonly tokenHash: Uint8Array;
    readonly expiresAt: Date;
  }): Promise<void>;

  /** The session's cookie stops working. Ending an ended session changes nothing. */
  endSession(id: SignerSessionId): Promise<void>;
}
