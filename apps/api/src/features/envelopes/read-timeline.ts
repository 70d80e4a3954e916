import { decodeEvent, describeActor, describeEvent, type Names } from '@sealwright/audit';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { RecordedEvent, RecordedPersonal } from '../../ports/audit-log-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: string; readonly name: string | null };
  readonly chainHash: string;
}

/** The envelope's record in sentences, oldest first. */
export class ReadTimeline {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws AppError `not-found` */
  run(organisationId: OrganisationId, id: EnvelopeId): Promise<TimelineEntry[]> {
    return this.unitOfWork.read(organisationId, async (tx) => {
      if ((await tx.envelopes.versionOf(id)) === null)
        throw new AppError('not-found', 'There is no such envelope.');
      const stream = `envelope:${id}`;
      const events = await tx.auditLog.events(stream);
      const names = namesIn(await tx.auditLog.personal(stream));
      return events.map((event) => toEntry(event, names));
    });
  }
}

function toEntry({ seq, at, type, bytes, chainHash }: RecordedEvent, names: Names): TimelineEntry {
  const event = decodeEvent(bytes);
  return {
    ...{ seq, type },
    at: at.toISOString(),
    sentence: describeEvent(event, names),
    actor: { kind: event.actor.kind, name: describeActor(event.actor, names) },
    chainHash: Buffer.from(chainHash).toString('hex'),
  };
}

/** Who is who, from what was recorded beside the events; people who were erased stay nameless. */
function namesIn(personal: readonly RecordedPersonal[]): Names {
  const names = new Map<string, string>();
  for (const { subject, valueJson } of personal) {
    const value: unknown = JSON.parse(valueJson);
    if (typeof value !== 'object' || value === null || !('name' in value)) continue;
    if (typeof value.name === 'string') names.set(subject, value.name);
  }
  return names;
}
