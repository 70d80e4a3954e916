export type { AuditCheck, AuditCheckId } from './audit-json-checks.js';
export { AUDIT_JSON_VERSION, type AuditJson, type AuditJsonDocument } from './audit-json-schema.js';
export {
  type BuiltEvent,
  buildEvent,
  type EventFacts,
  type NewEvent,
  type PreparedEvent,
  prepareEvent,
  type StoredPersonalValue,
  type UnplacedEvent,
} from './build-event.js';
export { type CanonicalValue, canonicalBytes, jcsBytes, parseCanonical } from './canonical.js';
export { chainHash, GENESIS_HASH } from './chain.js';
export type { ChainFault, ChainFaultCode, ChainReport, ChainWarning } from './chain-report.js';
export { commitTo } from './commitment.js';
export { describeActor, describeEvent, type Names } from './describe-event.js';
export { AuditError, type AuditErrorCode } from './errors.js';
export { type Actor, type AuditEvent, EVENT_VERSION, MAX_EVENT_BYTES } from './event.js';
export { CATALOGUE_EDITION, type EventType, type StreamKind } from './event-types/define-event-type.js';
export {
  type EventData,
  type EventPersonal,
  type EventTypeName,
  type EventTypeNameIn,
  eventTypes,
  findEventType,
} from './event-types/registry.js';
export {
  type EvidenceFileKind,
  type EvidenceFileRole,
  evidenceFileRoles,
  evidenceFiles,
  evidenceRoleOf,
} from './evidence-files.js';
export { readAuditJson } from './read-audit-json.js';
export { readSealCertificate, type SealCertificateFacts, type SealKeyDescription } from './seal-key.js';
export { shortFingerprint } from './short-fingerprint.js';
export { type AuditReport, type VerifyAuditJsonOptions, verifyAuditJson } from './verify-audit-json.js';
export {
  type ChainRecord,
  type PersonalValue,
  type VerifyChainOptions,
  verifyChain,
} from './verify-chain.js';
export { verifyChainHashes } from './verify-chain-hashes.js';
export { formatVerifyLink, parseVerifyFragment, type VerifyLink } from './verify-link.js';
export { type AuditJsonInput, decodeEvent, writeAuditJson } from './write-audit-json.js';
export { isTimeZone } from './zone-time.js';
