import { jcsBytes } from '../canonical.js';
import { sha256, toHex } from '../digest.js';
import { AuditError } from '../errors.js';
import type { AuditEvent } from '../event.js';
import type { PartySignature } from './certificate-data.js';
import type { PersonalIndex } from './personal-index.js';

/** A drawn signature as it was put into its field. */
export type KeptSignature = {
  fieldId: string;
  /** Each stroke flat, `x0, y0, x1, y1, …`, as fractions of the drawing area, origin top left. */
  strokes: readonly (readonly number[])[];
  /** Width of the drawing area divided by its height. */
  aspect: number;
};

/**
 * The signature as it was last put into a signature field, or else into one for initials. Typed ones are in the record;
 * drawn ones are held against the hash that is.
 * @throws AuditError `certificate-input-mismatch` when the strokes kept are not those that were recorded
 */
export function tellSignature(
  acts: readonly AuditEvent[],
  subject: string,
  personal: PersonalIndex,
  kept: readonly KeptSignature[],
): PartySignature | null {
  const fills = lastFills(acts);
  const told = ['signature', 'initials'].flatMap((type) =>
    fills.filter(({ data }) => data.fieldType === type),
  );
  for (const fill of told) {
    const signature = read(fill, subject, personal, kept);
    if (signature !== null) return signature;
  }
  return null;
}

/** The last filling of each field, newest first. */
function lastFills(acts: readonly AuditEvent[]): AuditEvent[] {
  const byField = new Map<unknown, AuditEvent>();
  for (const act of acts) if (act.type === 'recipient.filled') byField.set(act.data.fieldId, act);
  return [...byField.values()].toSorted((one, other) => other.seq - one.seq);
}

function read(
  fill: AuditEvent,
  subject: string,
  personal: PersonalIndex,
  kept: readonly KeptSignature[],
): PartySignature | null {
  const value = personal.fieldValue(fill.id, subject);
  if (value === null) return fill.personal.some((one) => one.subject === subject) ? { kind: 'erased' } : null;
  const { kind, text, strokesSha256Hex } = value;
  if (kind === 'typed-signature' && typeof text === 'string') return { kind: 'typed', text };
  if (kind !== 'drawn-signature') return null;
  const drawing = kept.find(({ fieldId }) => fieldId === fill.data.fieldId);
  if (drawing === undefined) return { kind: 'not-kept' };
  const { fieldId, strokes, aspect } = drawing;
  if (toHex(sha256(jcsBytes({ fieldId, kind: 'drawn', strokes, aspect }))) !== strokesSha256Hex) {
    throw new AuditError(
      'certificate-input-mismatch',
      'A drawn signature is not the one whose fingerprint the record holds.',
    );
  }
  return { kind: 'drawn', strokes, aspect };
}
