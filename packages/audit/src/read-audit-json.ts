import { AUDIT_JSON_FORMAT, AUDIT_JSON_VERSION, type AuditJson, auditJson } from './audit-json-schema.js';
import { AuditError } from './errors.js';

const MAX_AUDIT_JSON_BYTES = 67_108_864;

/**
 * Reads an audit.json by form only; whether it is true is for `verifyAuditJson`.
 * @throws AuditError `audit-json-unreadable`, `audit-json-version-unknown`
 */
export function readAuditJson(json: Uint8Array | string): AuditJson {
  const text = typeof json === 'string' ? json : decode(json);
  const value = parseJson(text);
  assertVersion(value);
  assertOneReading(text, value);
  const result = auditJson.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.join('/') ?? '';
  throw new AuditError('audit-json-unreadable', `This audit record is damaged at "${path}".`);
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_AUDIT_JSON_BYTES) {
    throw new AuditError('audit-json-unreadable', 'This audit record is too large to be one of an envelope.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AuditError('audit-json-unreadable', 'This audit record is not UTF-8 text: it was damaged.', {
      cause,
    });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AuditError(
      'audit-json-unreadable',
      'This audit record is not JSON: it was cut off or damaged.',
      { cause },
    );
  }
}

/**
 * Of a name that stands twice one reader takes the first and another the last: two people would read two records. Written
 * again, the text must come out the same, whatever white space it has.
 */
function assertOneReading(text: string, value: unknown): void {
  const plain = text.replaceAll(/("(?:[^"\\]|\\.)*")|[\t\n\r ]+/g, '$1');
  if (plain === JSON.stringify(value)) return;
  const sentence =
    'This audit record can be read in two ways: a name stands twice in it, or a value is written in an unusual way.';
  throw new AuditError('audit-json-unreadable', sentence);
}

function assertVersion(value: unknown): void {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== AUDIT_JSON_FORMAT) {
    throw new AuditError('audit-json-unreadable', 'This file is not a Sealwright audit record.');
  }
  if (version !== AUDIT_JSON_VERSION) {
    const sentence =
      'This audit record is of a version this program does not know, so nothing in it could be checked. Check it with a newer verifier.';
    throw new AuditError('audit-json-version-unknown', sentence);
  }
}
