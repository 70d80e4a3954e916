import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { AccessLookups } from '../../ports/access-lookups.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { assertLinkOpens } from './link-state.js';
import { recipientIn } from './signer.js';
import type { LinkPreviewView } from './signing.schema.js';

/**
 * What the page behind a link may say before its button is pressed: who asks whom for what, as the mail did. It writes
 * nothing, not even a refusal: scanners and previews load that page (promise 6).
 */
export class LookAtLink {
  constructor(
    private readonly lookups: AccessLookups,
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  /** @throws AppError `link-unknown` (404), `link-revoked` and the 410 codes of a link whose envelope has ended. */
  async run(token: string): Promise<LinkPreviewView> {
    const link = await this.lookups.resolveLink(createHash('sha256').update(token).digest());
    if (link === null)
      throw new AppError('link-unknown', 'This link is not known. Check that it was copied whole.');
    const organisation = await this.organisations.nameOf(link.organisationId);
    return this.unitOfWork.read(link.organisationId, async (tx) => {
      const envelope = await tx.envelopes.find(link.envelopeId);
      if (envelope === null) throw new AppError('link-unknown', 'This link is not known.');
      const { name, role } = recipientIn(envelope, link.recipientId);
      assertLinkOpens(link, envelope, tx.now);
      return {
        title: envelope.title,
        sender: { name: envelope.sender.name, organisation },
        recipient: { name, role },
      };
    });
  }
}
