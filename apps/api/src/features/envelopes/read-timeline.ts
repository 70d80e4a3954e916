import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import { type ToldEvent, tellRecord } from '../../events/tell-record.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly chainHash: string;
  /** False from the first event on that does not follow from those before it. */
  readonly intact: boolean;
}

/** The envelope's record in sentences, oldest first; altered rows are shown as such. */
export class ReadTimeline {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found` */
  run(organisationId: OrganisationId, id: EnvelopeId): Promise<TimelineEntry[]> {
    return this.unitOfWork.read(organisationId, async (tx) => {
      if ((await tx.envelopes.versionOf(id)) === null)
        throw new AppError('not-found', 'There is no such envelope.');
      const stream = `envelope:${id}`;
      const events = await tx.auditLog.events(stream);
      return tellRecord(stream, events, await tx.auditLog.personal(stream)).map(toEntry);
    });
  }
}

/** Leaves out where a person was: addresses and browsers belong to the audit room, whose readers are recorded. */
function toEntry({ seq, at, type, sentence, actor, chainHashHex, isIntact }: ToldEvent): TimelineEntry {
  return {
    ...{ seq, type, sentence },
    at: at.toISOString(),
    actor: { kind: actor.kind, name: actor.name === '' ? null : actor.name },
    chainHash: chainHashHex,
    intact: isIntact,
  };
}
