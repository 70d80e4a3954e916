import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeFact } from '../../domain/events.js';
import { record } from '../../events/record.js';
import type { AccessLookups, ResolvedLink } from '../../ports/access-lookups.js';
import type { Organisations } from '../../ports/organisations.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { fetchingAgent } from './fetching-agent.js';
import { assertLinkOpens, type SigningPhase } from './link-state.js';
import { byStranger, recipientIn, type StrangersTrace } from './signer.js';
import type { LinkPreviewView } from './signing.schema.js';
import { phaseIn } from './signing-state.js';

/** Phases in which this person still has something to do. */
const ASKED: ReadonlySet<SigningPhase> = new Set(['consent', 'sign', 'wait']);

/**
 * What the page behind a link may say before its button is pressed: who asks whom for what, as the mail did. Looking
 * changes nothing about the envelope, the recipient or the link (promise 6): scanners and previews load that page. That
 * it was loaded is a fact of its own, written at most once for each link and kind of agent, and it is no view.
 */
export class LookAtLink {
  constructor(
    private readonly lookups: AccessLookups,
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
  ) {}

  /** @throws AppError `link-unknown` (404), `link-revoked` and the 410 codes of a link whose envelope has ended. */
  async run(token: string, from: StrangersTrace): Promise<LinkPreviewView> {
    const link = await this.lookups.resolveLink(createHash('sha256').update(token).digest());
    if (link === null)
      throw new AppError('link-unknown', 'This link is not known. Check that it was copied whole.');
    const agent = fetchingAgent(from.userAgent);
    const organisation = await this.organisations.nameOf(link.organisationId);
    const { view, known } = await this.unitOfWork.read(link.organisationId, async (tx) => {
      const envelope = await tx.envelopes.find(link.envelopeId);
      if (envelope === null) throw new AppError('link-unknown', 'This link is not known.');
      const recipient = recipientIn(envelope, link.recipientId);
      const { name, role } = recipient;
      assertLinkOpens(link, envelope, tx.now);
      const sender = { name: envelope.sender.name, organisation };
      const view = {
        ...{ title: envelope.title, sender, recipient: { name, role } },
        documentCount: envelope.documents.length,
        asked: ASKED.has(phaseIn({ envelope, recipient, now: tx.now })),
        sealed: envelope.status === 'completed',
      };
      return { view, known: await tx.links.wasFetched(link.linkId, agent) };
    });
    if (!known) await this.note(link, agent, from);
    return view;
  }

  private async note(
    link: ResolvedLink,
    agent: ReturnType<typeof fetchingAgent>,
    from: StrangersTrace,
  ): Promise<void> {
    const { envelopeId, recipientId, linkId } = link;
    const data = { recipientId, linkId, agent };
    const event: EnvelopeFact = {
      type: 'recipient.link-fetched',
      envelopeId,
      data,
      ...byStranger(recipientId, from),
    };
    await this.unitOfWork.transact(link.organisationId, async (tx) => {
      if (await tx.links.noteFetch(linkId, agent)) await record(tx, [event], aStranger);
    });
  }
}

const aStranger = { actor: { kind: 'visitor', id: null } } as const;
