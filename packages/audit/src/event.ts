import { z } from 'zod';
import { instant, ordinal, sha256Hex, streamName, subjectName, uuid } from './event-types/event-values.js';

/** The one version of the event's outer form. What `data` may hold grows by type, see `eventTypes`. */
export const EVENT_VERSION = 1;

/** Leaves room below the 65 535 bytes of a transparency-log entry (C2SP tlog-tiles) for what a leaf adds. */
export const MAX_EVENT_BYTES = 61_440;

/** People and keys are named by id; the platform itself and strangers have none. */
const actor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('user'), id: uuid }),
  z.strictObject({ kind: z.literal('api-key'), id: uuid }),
  z.strictObject({ kind: z.literal('recipient'), id: uuid }),
  z.strictObject({ kind: z.literal('system'), id: z.null() }),
  z.strictObject({ kind: z.literal('visitor'), id: z.null() }),
]);

const commitment = z.strictObject({ subject: subjectName, commit: sha256Hex });

const typeName = z
  .string()
  .max(64)
  .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/, 'must be like recipient.signed');

/** The outer form of every event; `data` is judged apart, by its type. */
export const auditEvent = z.strictObject({
  v: z.literal(EVENT_VERSION),
  id: uuid,
  stream: streamName,
  seq: ordinal,
  at: instant,
  type: typeName,
  actor,
  data: z.record(z.string(), z.json()),
  personal: z
    .array(commitment)
    .max(256)
    .refine(isSortedBySubject, 'must be sorted by subject, each named once'),
});

/** What a writer says of an event before it has its place; `data` is judged apart there too. */
export const unplacedEvent = auditEvent.omit({ seq: true, at: true, data: true });
export const eventPlace = auditEvent.pick({ seq: true, at: true });

export type AuditEvent = z.infer<typeof auditEvent>;
export type Actor = z.infer<typeof actor>;

function isSortedBySubject(entries: readonly { subject: string }[]): boolean {
  return entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || before.subject < entry.subject;
  });
}
