import { AUDIT_JSON_FORMAT, AUDIT_JSON_VERSION, type AuditJson, auditJson } from './audit-json-schema.js';
import { AuditError } from './errors.js';

const MAX_AUDIT_JSON_BYTES = 67_108_864;

/**
 * Reads an audit.json by form only; whether it is true is for `verifyAuditJson`.
 * @throws AuditError `audit-json-unreadable`, `audit-json-version-unknown`
 */
export function readAuditJson(json: Uint8Array | string): AuditJson {
  const value = parseJson(typeof json === 'string' ? json : decode(json));
  assertVersion(value);
  const result = auditJson.safeParse(value);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.join('/') ?? '';
  throw new AuditError('audit-json-unreadable', `This audit record is damaged at "${path}".`);
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_AUDIT_JSON_BYTES) {
    throw new AuditError('audit-json-unreadable', 'This file is too large to be an audit record.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AuditError('audit-json-unreadable', 'This file is not UTF-8 text.', { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AuditError('audit-json-unreadable', 'This file is not JSON.', { cause });
  }
}

function assertVersion(value: unknown): void {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== AUDIT_JSON_FORMAT) {
    throw new AuditError('audit-json-unreadable', 'This file is not a Sealwright audit record.');
  }
  if (version !== AUDIT_JSON_VERSION) {
    const sentence =
      'This audit record was written in a version of the format that this program does not know.';
    throw new AuditError('audit-json-version-unknown', sentence);
  }
}
