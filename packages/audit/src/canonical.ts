import canonicalize from 'canonicalize';
import { AuditError } from './errors.js';

/** What the record may hold: JSON without fractions, so that every language writes the same bytes. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue };

const MAX_DEPTH = 16;
const encoder = new TextEncoder();

/**
 * The bytes that get hashed: RFC 8785 (JCS), UTF-8, no byte order mark.
 * Narrower than the RFC on purpose: integers within ±(2^53 − 1), strings well-formed and NFC, depth ≤ 16, and
 * nothing a serialiser would drop or bend in silence (`undefined`, −0, fractions, class instances, toJSON).
 * @throws AuditError `value-not-canonical`, naming the member
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return encoder.encode(canonicalText(value));
}

/** The same before it becomes UTF-8. It holds no line break and no tab: JSON escapes them. @throws AuditError */
export function canonicalText(value: unknown): string {
  return write(value, RECORD_RULES);
}

/**
 * RFC 8785 as it stands: fractions and any Unicode form are allowed. For fingerprints of things that live outside the
 * record (a list of fields with page fractions); never for what the record itself holds.
 * @throws AuditError `value-not-canonical` for what JSON cannot hold
 */
export function jcsBytes(value: unknown): Uint8Array {
  return encoder.encode(write(value, JSON_RULES));
}

type Rules = { fractions: boolean; anyForm: boolean };
const RECORD_RULES: Rules = { fractions: false, anyForm: false };
const JSON_RULES: Rules = { fractions: true, anyForm: true };

function write(value: unknown, rules: Rules): string {
  assertCanonical(value, '', 0, rules);
  const text = canonicalize(value);
  if (text === undefined) throw notCanonical('', 'is not JSON');
  return text;
}

/**
 * Reads bytes that must already be canonical. Writing them again has to give the same bytes: this closes duplicate
 * members, other spellings of one number or string, byte order marks and trailing white space.
 * @throws AuditError `value-not-canonical`
 */
export function parseCanonical(bytes: Uint8Array): CanonicalValue {
  const text = decodeUtf8(bytes);
  let value: CanonicalValue;
  try {
    value = JSON.parse(text) as CanonicalValue;
  } catch (cause) {
    throw new AuditError('value-not-canonical', 'These bytes are not JSON.', { cause });
  }
  if (new TextDecoder().decode(canonicalBytes(value)) !== text) {
    throw new AuditError(
      'value-not-canonical',
      'These bytes are JSON, but not in canonical form (RFC 8785).',
    );
  }
  return value;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AuditError('value-not-canonical', 'These bytes are not UTF-8.', { cause });
  }
}

function assertCanonical(value: unknown, path: string, depth: number, rules: Rules): void {
  if (depth > MAX_DEPTH) throw notCanonical(path, `is nested deeper than ${MAX_DEPTH} levels`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') {
    assertText(value, path, rules);
  } else if (typeof value === 'number') {
    assertNumber(value, path, rules);
  } else if (typeof value === 'object') {
    assertMembers(value, path, depth, rules);
  } else {
    throw notCanonical(path, `is ${typeof value}, which JSON cannot hold`);
  }
}

function assertMembers(value: object, path: string, depth: number, rules: Rules): void {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      assertCanonical(value[index], `${path}/${index}`, depth + 1, rules);
    }
    return;
  }
  assertPlainObject(value, path);
  for (const [key, member] of Object.entries(value)) {
    assertText(key, `${path}/(name)`, rules);
    assertCanonical(member, `${path}/${key}`, depth + 1, rules);
  }
}

function assertPlainObject(value: object, path: string): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Date or a class with toJSON would be written as something else than what was checked.
  if (prototype !== Object.prototype && prototype !== null) throw notCanonical(path, 'is not a plain object');
  if (Object.getOwnPropertySymbols(value).length > 0) throw notCanonical(path, 'has symbol members');
}

function assertText(value: string, path: string, { anyForm }: Rules): void {
  if (/\p{Surrogate}/u.test(value)) throw notCanonical(path, 'holds half a surrogate pair');
  if (!anyForm && value.normalize('NFC') !== value)
    throw notCanonical(path, 'is not in Unicode normal form C');
}

function assertNumber(value: number, path: string, { fractions }: Rules): void {
  if (fractions) {
    if (!Number.isFinite(value)) throw notCanonical(path, 'is not a finite number');
  } else if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
    throw notCanonical(path, 'is not an integer within ±(2^53 − 1)');
  }
}

function notCanonical(path: string, problem: string): AuditError {
  return new AuditError('value-not-canonical', `The value at "${path || '/'}" ${problem}.`);
}
