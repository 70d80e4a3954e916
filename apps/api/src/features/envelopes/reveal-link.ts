import { createHash } from 'node:crypto';
import type { EnvelopeId, RecipientId, RecipientLinkId } from '../../domain/ids.js';
import { assertMayReveal } from '../../domain/reveal-link.js';
import { record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { lockEnvelope } from './locked-draft.js';

/**
 * Shows a member a signing link of a recipient whose turn it is. The link is a fresh one: those that were mailed are known
 * to nobody here. It is in the answer only, and in the record that it was shown (promise 7).
 */
export class RevealLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly publicUrl: string,
  ) {}

  /** @throws AppError `not-found`, `envelope-not-sent`, `recipient-not-invited` */
  run(doer: Doer, envelopeId: EnvelopeId, recipientId: RecipientId): Promise<{ url: string }> {
    const token = this.ids.token();
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      // The envelope stays locked to the commit: a signature at the same moment comes before this or knows of it.
      assertMayReveal(await lockEnvelope(tx, envelopeId), recipientId, tx.now);
      const linkId = this.ids.uuid<RecipientLinkId>();
      const tokenHash = createHash('sha256').update(token).digest();
      await tx.links.insertLink({ id: linkId, recipientId, tokenHash, expiresAt: null, origin: 'revealed' });
      const data = { recipientId, linkId };
      await record(tx, [{ type: 'recipient.link-revealed', envelopeId, data }], doer.context);
      return { url: new URL(`/s/${token}`, this.publicUrl).href };
    });
  }
}
