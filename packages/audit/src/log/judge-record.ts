import { parseCanonical } from '../canonical.js';
import { commitToBytes, SALT_LENGTH } from '../commitment.js';
import { type AuditEvent, auditEvent } from '../event.js';
import type { LogRecord, StoredPersonal } from './log-evidence.js';
import type { LogFault, LogFaultCode } from './log-report.js';

/** Says in words what is wrong with one stored event. */
export function recordFault(code: LogFaultCode, record: LogRecord, sentence: string): LogFault {
  return { code, stream: record.stream, seq: record.seq, index: record.index, sentence };
}

/**
 * The bytes give another hash than the one stored.
 * @param restFits the place is right in the log, so that only the stored hash can be wrong
 */
export function wordMismatch(record: LogRecord, restFits: boolean): LogFault {
  const { seq, stream } = record;
  if (restFits) {
    const sentence = `The stored chain hash of event ${seq} was changed; its bytes are the ones in the log.`;
    return recordFault('changed-hash', record, sentence);
  }
  const said = readPlace(record.bytes);
  if (said !== null && said.stream !== stream) {
    return recordFault('wrong-stream', record, `In place ${seq} stands an event of ${said.stream}.`);
  }
  if (said !== null && said.seq !== seq) {
    return recordFault('reordered', record, `In place ${seq} stands event ${said.seq}.`);
  }
  return recordFault('changed-bytes', record, `The bytes of event ${seq} do not give its chain hash.`);
}

/** The slow checks, each only when asked for: form, and what is shown beside the bytes. */
export function judgeForm(record: LogRecord, full: boolean): LogFault | null {
  if (full && readEvent(record.bytes) === null) {
    return recordFault('not-an-event', record, `Event ${record.seq} is not in the form of an event.`);
  }
  const { shown, personal = [] } = record;
  if (shown === undefined && personal.length === 0) return null;
  const said = readJson(record.bytes);
  if (shown !== undefined && !isShownAs(said, shown)) {
    const sentence = `What is shown of event ${record.seq} (id, type or time) is not what its bytes say.`;
    return recordFault('shown-differs', record, sentence);
  }
  const changed = personal.find((value) => !isCommittedTo(said, value));
  if (changed === undefined) return null;
  const sentence = `The personal value of ${changed.subject} in event ${record.seq} is not the one the event commits to.`;
  return recordFault('personal-differs', record, sentence);
}

function isShownAs(said: Record<string, unknown> | null, shown: NonNullable<LogRecord['shown']>): boolean {
  return said?.['id'] === shown.id && said['type'] === shown.type && said['at'] === shown.atIso;
}

/** A value that was erased is no longer stored, and so not asked about. */
function isCommittedTo(
  said: Record<string, unknown> | null,
  { subject, salt, value }: StoredPersonal,
): boolean {
  const list: unknown = said?.['personal'];
  if (salt.length !== SALT_LENGTH || !Array.isArray(list)) return false;
  const commit = commitToBytes(encoder.encode(value), salt);
  return list.some(
    (one: unknown) =>
      typeof one === 'object' &&
      one !== null &&
      'subject' in one &&
      'commit' in one &&
      one.subject === subject &&
      one.commit === commit,
  );
}

const encoder = new TextEncoder();

function readEvent(bytes: Uint8Array): AuditEvent | null {
  try {
    return auditEvent.safeParse(parseCanonical(bytes)).data ?? null;
  } catch {
    return null;
  }
}

function readPlace(bytes: Uint8Array): { stream: string; seq: number } | null {
  const { stream, seq } = readJson(bytes) ?? {};
  return typeof stream === 'string' && typeof seq === 'number' ? { stream, seq } : null;
}

/** The bytes as JSON; null where they are none. */
export function readJson(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
