import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { SignerSessionId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { AccessLookups, ResolvedLink } from '../../ports/access-lookups.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { assertLinkOpens } from './link-state.js';
import type { SigningPerson } from './signer.js';

/** A signer's browser session ends after this time without asking again; the link opens a new one. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

export interface OpenedSession {
  readonly person: SigningPerson;
  /** The cookie's value: known to the browser alone. */
  readonly cookie: string;
  readonly maxAgeMs: number;
}

/**
 * Exchanges a mailed link's token for a session bound to its recipient. It changes nothing about the envelope: opening
 * the document is a later, deliberate act (promise 6).
 */
export class OpenSession {
  constructor(
    private readonly lookups: AccessLookups,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** @throws AppError `link-unknown` (404) and the 410 codes of a link whose envelope has ended. */
  async run(token: string, from: { ip: string; userAgent: string }): Promise<OpenedSession> {
    // Looked up by hash: neither the time of a comparison nor a copy of the database tells anything about tokens.
    const link = await this.lookups.resolveLink(sha256(token));
    if (link === null)
      throw new AppError('link-unknown', 'This link is not known. Check that it was copied whole.');
    const person: SigningPerson = {
      organisationId: link.organisationId,
      envelopeId: link.envelopeId,
      recipientId: link.recipientId,
      context: { actor: { kind: 'recipient', id: link.recipientId }, ...from },
    };
    const refusal = await this.refusalOf(link);
    if (refusal === null) return this.open(link, person);
    await this.recordRefusal(person, refusal);
    throw refusal;
  }

  private refusalOf(link: ResolvedLink): Promise<AppError | null> {
    return this.unitOfWork.read(link.organisationId, async (tx) => {
      const envelope = await tx.envelopes.find(link.envelopeId);
      if (envelope === null) return new AppError('link-unknown', 'This link is not known.');
      try {
        assertLinkOpens(link, envelope, tx.now);
        return null;
      } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
      }
    });
  }

  private async open(link: ResolvedLink, person: SigningPerson): Promise<OpenedSession> {
    const cookie = this.ids.token();
    await this.unitOfWork.transact(link.organisationId, (tx) =>
      tx.links.insertSession({
        id: this.ids.uuid<SignerSessionId>(),
        linkId: link.linkId,
        recipientId: link.recipientId,
        tokenHash: sha256(cookie),
        expiresAt: new Date(tx.now.getTime() + SESSION_LIFETIME_MS),
      }),
    );
    return { person, cookie, maxAgeMs: SESSION_LIFETIME_MS };
  }

  /** A use of a dead link is worth knowing; the envelope itself stays as it is. */
  private async recordRefusal(person: SigningPerson, refusal: AppError): Promise<void> {
    if (refusal.code === 'link-unknown') return;
    const { envelopeId, recipientId } = person;
    const event: EnvelopeFact = {
      type: 'recipient.link-refused',
      envelopeId,
      data: { recipientId, code: refusal.code },
    };
    const stranger = { actor: { kind: 'visitor', id: null } } as const;
    await this.unitOfWork.transact(person.organisationId, (tx) => record(tx, [event], stranger));
  }
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
