import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import { type ToldEvent, tellRecord } from '../../events/tell-record.js';
import type { FoundEnvelope } from '../../ports/evidence-repository.js';
import type { LegalHold } from '../../ports/legal-holds.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { EvidenceReader } from './reader.js';

export interface StoryEvent extends ToldEvent {
  /** Entry of the transparency log, from 0; null while the event waits for it. */
  readonly logIndex: number | null;
  /** Whether a signed checkpoint covers that entry, and the event is still the one that was logged. */
  readonly isInCheckpoint: boolean;
}

export interface EnvelopeStory {
  readonly envelope: FoundEnvelope;
  readonly events: readonly StoryEvent[];
  readonly holds: readonly LegalHold[];
  /** Entries in the newest signed checkpoint. */
  readonly signedLogSize: number;
}

/** The whole story of one envelope, and a line in the record that somebody read it. */
export class ReadStory {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found` */
  run(reader: EvidenceReader, id: EnvelopeId): Promise<EnvelopeStory> {
    return this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const [envelope] = await tx.evidence.byIds([id]);
      if (envelope === undefined) throw new AppError('not-found', 'There is no such envelope.');
      const stream = `envelope:${id}`;
      const told = tellRecord(stream, await tx.auditLog.events(stream), await tx.auditLog.personal(stream));
      const places = await tx.evidence.logPlaces(stream);
      const signedLogSize = await tx.evidence.signedLogSize();
      const holds = await tx.legalHolds.ofEnvelope(id);
      const data = { part: 'timeline' as const, envelopeId: id };
      await record(tx, [{ type: 'audit.viewed', data }], reader.context);
      const events = told.map((event) => placed(event, places.get(event.seq) ?? null, signedLogSize));
      return { envelope, events, holds, signedLogSize };
    });
  }
}

export function placed(event: ToldEvent, logIndex: number | null, signedLogSize: number): StoryEvent {
  const isInCheckpoint = event.isIntact && logIndex !== null && logIndex < signedLogSize;
  return { ...event, logIndex, isInCheckpoint };
}
