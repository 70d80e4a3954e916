import { type AuditEvent, decodeEvent, describeActor, describeEvent } from '@sealwright/audit';
import type { RecordedEvent, RecordedPersonal } from '../../ports/audit-log-repository.js';

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
}

type Values = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** The record of one stream in sentences, oldest first; who was erased stays nameless. */
export function tellRecord(
  events: readonly RecordedEvent[],
  personal: readonly RecordedPersonal[],
): ToldEvent[] {
  const names = new Map<string, string>();
  const values = new Map<string, Record<string, unknown>>();
  for (const { seq, subject, valueJson } of personal) {
    const value = asRecord(JSON.parse(valueJson));
    values.set(`${seq} ${subject}`, value);
    if (typeof value.name === 'string') names.set(subject, value.name);
  }
  return events.map((event) => tell(event, decodeEvent(event.bytes), names, values));
}

function tell(
  { seq, at, type, chainHash }: RecordedEvent,
  event: AuditEvent,
  names: ReadonlyMap<string, string>,
  values: Values,
): ToldEvent {
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

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
