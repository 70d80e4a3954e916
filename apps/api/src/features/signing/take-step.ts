import { AppError } from '../../domain/app-error.js';
import { consent } from '../../domain/consent.js';
import { decline } from '../../domain/decline.js';
import type { Envelope } from '../../domain/envelope.js';
import type { ShownDocument, Transition } from '../../domain/events.js';
import { open } from '../../domain/open.js';
import { record } from '../../events/record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { type ConsentText, consentTextFor } from './consent-text.js';
import { lockTheirEnvelope, recipientIn, type SigningPerson, whereabouts } from './signer.js';

type Step = (envelope: Envelope, now: Date) => Transition<Envelope>;

/** The small deliberate acts before signing, and declining. Each is one locked transaction: state and event together. */
export class TakeStep {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** “Open the document”. */
  open(person: SigningPerson, language: string | null): Promise<void> {
    return this.take(person, (envelope, now) => open(envelope, person.recipientId, now, language));
  }

  /** @throws AppError `consent-version-unknown` when the text, `document-hash-mismatch` when a document has changed since the page was loaded. */
  consent(
    person: SigningPerson,
    { version, documents }: { readonly version: string; readonly documents: readonly ShownDocument[] },
    language: string | null,
  ): Promise<void> {
    return this.take(person, (envelope, now) => {
      const { version: textVersion, sha256Hex } = textAgreedTo(envelope, version);
      const agreed = { textVersion, textSha256Hex: sha256Hex, documents };
      return consent(envelope, person.recipientId, agreed, now, language);
    });
  }

  /** Declining again, or in a second tab, is one refusal. */
  decline(person: SigningPerson, reason: string): Promise<void> {
    return this.take(person, (envelope, now) =>
      recipientIn(envelope, person.recipientId).status === 'declined'
        ? { envelope, events: [] }
        : decline(envelope, person.recipientId, { reason }, now),
    );
  }

  private take(person: SigningPerson, step: Step): Promise<void> {
    return this.unitOfWork.transact(person.organisationId, async (tx) => {
      const before = await lockTheirEnvelope(tx, person);
      const { envelope, events } = step(before, tx.now);
      if (events.length === 0) return;
      await tx.envelopes.noteWhereabouts(person.recipientId, whereabouts(person));
      await tx.envelopes.save(before, envelope);
      await record(tx, events, person.context);
    });
  }
}

function textAgreedTo({ documents }: Envelope, version: string): ConsentText {
  const text = consentTextFor(documents.length);
  if (version === text.version) return text;
  throw new AppError('consent-version-unknown', 'The text has changed; reload the page and read it again.', {
    pointer: '/version',
  });
}
