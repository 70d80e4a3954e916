import type { StreamKind } from '../event-types/define-event-type.js';
import { type EventTypeName, eventTypes } from '../event-types/registry.js';
import { type EventMember, readMembers } from './read-members.js';

/** One type of event, for readers and for tools. */
export interface CatalogueEntry {
  readonly type: EventTypeName;
  readonly since: number;
  readonly streams: readonly StreamKind[];
  readonly meaning: string;
  readonly data: readonly EventMember[];
  /** By kind of subject, what may be committed to beside what is known of whoever acts. */
  readonly personal: Readonly<Record<string, readonly EventMember[]>>;
}

/** What every event may say of whoever acts. */
export const actorMembers: ReadonlySet<string> = new Set(['name', 'email', 'ip', 'userAgent']);
const actors = new Set(['user', 'api-key', 'recipient', 'visitor']);

/** Every type there is, in the order of the registry. */
export function readCatalogue(): CatalogueEntry[] {
  return (Object.keys(eventTypes) as EventTypeName[]).map((type) => {
    const { since, streams, meaning, data, personal } = eventTypes[type];
    const told = Object.entries(personal).map(([kind, schema]) => {
      const members = readMembers(schema, '', since).filter(
        ({ path }) => !actors.has(kind) || !actorMembers.has(path),
      );
      return [kind, members] as const;
    });
    return {
      ...{ type, since, streams, meaning },
      data: readMembers(data, '', since),
      personal: Object.fromEntries(told.filter(([, members]) => members.length > 0)),
    };
  });
}
