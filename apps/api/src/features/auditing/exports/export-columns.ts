import type { FoundEnvelope } from '../../../ports/evidence-repository.js';
import type { StoryEvent } from '../read-story.js';

/** One column: its name in the first line and its text in a row. */
interface Column<Row> {
  readonly name: string;
  readonly of: (row: Row) => string;
}

export interface EventRow extends StoryEvent {
  readonly envelopeId: string;
}

/** Names, hashes and times as they stand in the record; times are RFC 3339 in UTC. */
export const envelopeColumns: readonly Column<FoundEnvelope>[] = [
  { name: 'envelope_id', of: (row) => row.id },
  { name: 'title', of: (row) => row.title },
  { name: 'state', of: (row) => row.status },
  { name: 'created_at_utc', of: (row) => row.createdAt.toISOString() },
  { name: 'sent_at_utc', of: (row) => row.sentAt?.toISOString() ?? '' },
  { name: 'ended_at_utc', of: (row) => row.endedAt?.toISOString() ?? '' },
  { name: 'sender_name', of: (row) => row.sender.name },
  { name: 'sender_email', of: (row) => row.sender.email },
  { name: 'recipients', of: (row) => row.recipients.map(personOf).join('; ') },
  { name: 'original_sha256', of: (row) => row.documents.map((one) => one.originalSha256Hex).join(' ') },
  { name: 'sealed_sha256', of: (row) => row.documents.map((one) => one.sealedSha256Hex ?? '').join(' ') },
  { name: 'certificate_sha256', of: (row) => row.certificateSha256Hex ?? '' },
  { name: 'events', of: (row) => String(row.eventCount) },
  { name: 'legal_holds', of: (row) => String(row.holdCount) },
];

export const eventColumns: readonly Column<EventRow>[] = [
  { name: 'envelope_id', of: (row) => row.envelopeId },
  { name: 'number', of: (row) => String(row.seq) },
  { name: 'at_utc', of: (row) => row.at.toISOString() },
  { name: 'type', of: (row) => row.type },
  { name: 'sentence', of: (row) => row.sentence },
  { name: 'actor_kind', of: (row) => row.actor.kind },
  { name: 'actor_id', of: (row) => row.actor.id ?? '' },
  { name: 'actor_name', of: (row) => row.actor.name },
  { name: 'ip', of: (row) => row.ip ?? '' },
  { name: 'user_agent', of: (row) => row.userAgent ?? '' },
  { name: 'chain_sha256', of: (row) => row.chainHashHex },
  { name: 'log_entry', of: (row) => (row.logIndex === null ? '' : String(row.logIndex)) },
  { name: 'in_checkpoint', of: (row) => (row.isInCheckpoint ? 'yes' : 'no') },
  { name: 'erased_values', of: (row) => String(row.erasedCount) },
];

function personOf({ name, email, role, status }: FoundEnvelope['recipients'][number]): string {
  return `${name} <${email}> (${role}, ${status})`;
}

/** The same facts under the same names, for programs. */
export function toObject<Row>(columns: readonly Column<Row>[], row: Row): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, of }) => [name, of(row)]));
}
