import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeFact } from '../../domain/events.js';
import type { SignerSessionId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import { RateLimiter } from '../../http/rate-limiter.js';
import type { RefusedAttempts } from '../../http/refused-attempts.js';
import type { AccessLookups, ResolvedLink } from '../../ports/access-lookups.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { assertLinkOpens } from './link-state.js';
import { byStranger, type SigningPerson, type StrangersTrace } from './signer.js';

/** A signer's browser session ends after this time without asking again; the link opens a new one. */
const SESSION_LIFETIME_MS = 12 * 3_600_000;

export interface OpenedSession {
  readonly person: SigningPerson;
  /** The cookie's value: known to the browser alone. */
  readonly cookie: string;
  readonly maxAgeMs: number;
}

/** Each exchange is an event in the envelope's record, which must not be filled by whoever holds one link. */
const PER_LINK = { burst: 30, perMinute: 2 };

/**
 * Exchanges a link's token for a session bound to its recipient. It changes nothing about the envelope: opening
 * the document is a later, deliberate act (promise 6).
 */
export class OpenSession {
  private readonly exchanges = new RateLimiter(PER_LINK);

  constructor(
    private readonly lookups: AccessLookups,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly refused: RefusedAttempts,
  ) {}

  /** @throws AppError `link-unknown` (404), `too-many-requests`, and the 410 codes of a link whose envelope has ended. */
  async run(token: string, from: StrangersTrace): Promise<OpenedSession> {
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
    await this.recordRefusal(person, refusal, from);
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
    const { linkId, recipientId, envelopeId, origin } = link;
    this.exchanges.take(linkId);
    const cookie = this.ids.token();
    const event: EnvelopeFact = {
      type: 'recipient.link-used',
      envelopeId,
      data: { recipientId, linkId, origin },
    };
    await this.unitOfWork.transact(link.organisationId, async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + SESSION_LIFETIME_MS);
      const id = this.ids.uuid<SignerSessionId>();
      await tx.links.insertSession({ id, linkId, recipientId, tokenHash: sha256(cookie), expiresAt });
      await record(tx, [event], person.context);
    });
    return { person, cookie, maxAgeMs: SESSION_LIFETIME_MS };
  }

  /** A use of a dead link is worth knowing; the envelope itself stays as it is. */
  private async recordRefusal(person: SigningPerson, refusal: AppError, from: StrangersTrace): Promise<void> {
    if (refusal.code === 'link-unknown') return;
    const { envelopeId, recipientId } = person;
    const written = this.refused.admit(`${recipientId} ${refusal.code}`);
    if (written === null) return;
    const event: EnvelopeFact = {
      type: 'recipient.link-refused',
      envelopeId,
      data: { recipientId, code: refusal.code, ...written },
      ...byStranger(recipientId, from),
    };
    const stranger = { actor: { kind: 'visitor', id: null } } as const;
    await this.unitOfWork.transact(person.organisationId, (tx) => record(tx, [event], stranger));
  }
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
