import {
  type AuditEvent,
  decodeEvent,
  describeActor,
  describeEvent,
  verifyChainHashes,
} from '@sealwright/audit';
import type { RecordedEvent, RecordedPersonal } from '../ports/audit-log-repository.js';

/** One event as a reader sees it. */
export interface ToldEvent {
  readonly seq: number;
  readonly at: Date;
  readonly type: string;
  readonly sentence: string;
  readonly actor: { readonly kind: string; readonly id: string | null; readonly name: string };
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly chainHashHex: string;
  /** Values committed to beside the event that were erased since. */
  readonly erasedCount: number;
  /** False from the first event on that does not follow from those before it: what is shown is not what was recorded. */
  readonly isIntact: boolean;
}

type Values = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The record of one stream in sentences, oldest first; who was erased stays nameless. Never fails on an altered row. */
export function tellRecord(
  stream: string,
  events: readonly RecordedEvent[],
  personal: readonly RecordedPersonal[],
): ToldEvent[] {
  const names = new Map<string, string>();
  const values = new Map<string, Record<string, unknown>>();
  for (const { seq, subject, valueJson } of personal) {
    const value = readValue(valueJson);
    values.set(`${seq} ${subject}`, value);
    if (typeof value.name === 'string') names.set(subject, value.name);
  }
  const { firstBad } = verifyChainHashes(stream, events);
  const intactBelow = firstBad === null ? Number.POSITIVE_INFINITY : (firstBad.seq ?? 0);
  return events.map((event) => {
    const isIntact = event.seq < intactBelow;
    const decoded = decodeOrNull(event.bytes);
    return decoded === null ? untold(event) : { ...tell(event, decoded, names, values), isIntact };
  });
}

function decodeOrNull(bytes: Uint8Array): AuditEvent | null {
  try {
    return decodeEvent(bytes);
  } catch {
    return null;
  }
}

function untold({ seq, at, type, chainHash }: RecordedEvent): ToldEvent {
  return {
    ...{ seq, at, type },
    sentence: 'The bytes of this event can no longer be read',
    actor: { kind: 'system', id: null, name: '' },
    ip: null,
    userAgent: null,
    chainHashHex: Buffer.from(chainHash).toString('hex'),
    erasedCount: 0,
    isIntact: false,
  };
}

function tell(
  { seq, at, type, chainHash }: RecordedEvent,
  event: AuditEvent,
  names: ReadonlyMap<string, string>,
  values: Values,
): Omit<ToldEvent, 'isIntact'> {
  const { kind, id } = event.actor;
  const beside = id === null ? undefined : values.get(`${seq} ${kind}:${id}`);
  return {
    ...{ seq, at, type },
    sentence: describeEvent(event, names),
    actor: { kind, id, name: describeActor(event.actor, names) },
    ip: textOf(beside?.ip),
    userAgent: textOf(beside?.userAgent),
    chainHashHex: Buffer.from(chainHash).toString('hex'),
    erasedCount: event.personal.filter(({ subject }) => !values.has(`${seq} ${subject}`)).length,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A value that somebody altered into no JSON tells nothing; its commitment says that it was. */
function readValue(valueJson: string): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(valueJson));
  } catch {
    return {};
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
