export {
  type BuiltEvent,
  buildEvent,
  type EventFacts,
  type NewEvent,
  type StoredPersonalValue,
} from './build-event.js';
export { type CanonicalValue, canonicalBytes, parseCanonical } from './canonical.js';
export { chainHash, GENESIS_HASH } from './chain.js';
export { commitTo } from './commitment.js';
export { AuditError, type AuditErrorCode } from './errors.js';
export { type Actor, type AuditEvent, EVENT_VERSION, MAX_EVENT_BYTES } from './event.js';
export type { EventType, StreamKind } from './event-types/define-event-type.js';
export {
  type EventData,
  type EventPersonal,
  type EventTypeName,
  eventTypes,
  findEventType,
} from './event-types/registry.js';
