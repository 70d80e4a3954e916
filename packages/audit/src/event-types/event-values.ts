import { z } from 'zod';

/** The small value shapes every event is made of. */

export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a lower-case UUID')
  .meta({ kind: 'UUID' });

export const sha256Hex = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits')
  .meta({ kind: 'SHA-256, hex' });

/** RFC 3339, UTC, exactly three decimals: one spelling for one instant. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'must be like 2026-01-31T09:30:00.000Z')
  .refine(isRealInstant, 'must be a time that exists')
  .meta({ kind: 'time, UTC' });

export const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ kind: 'number from 0' });
export const ordinal = z.int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ kind: 'number from 1' });

/** A stable kebab-case word of a closed list kept elsewhere (error codes, reasons). */
export const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case')
  .meta({ kind: 'code' });

/** A technical name or version: printable ASCII without spaces. */
export const label = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[!-~]+$/, 'must be printable ASCII without spaces')
  .meta({ kind: 'label' });

export const streamName = z
  .string()
  .regex(
    /^(envelope|organisation):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'must be envelope:<uuid> or organisation:<uuid>',
  );

/** Who or what a personal value is about, by pseudonym. Erasure works by subject. */
export const subjectName = z
  .string()
  .max(80)
  .regex(/^[a-z]+(-[a-z]+)*:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be <kind>:<uuid>');

/** A sentence of ours as it was shown; it tells of a file and of nobody. */
export const shownSentence = z
  .string()
  .min(1)
  .max(2_000)
  .transform((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD').normalize('NFC'))
  .meta({ kind: 'text' });

/** Free text typed by or about a person. Brought into one spelling (NFC, no broken surrogates) before it is committed. */
export const personalText = z
  .string()
  .max(20_000)
  .transform((text) => text.replace(/\p{Surrogate}/gu, '\uFFFD').normalize('NFC'))
  .meta({ kind: 'text' });

/** Where a request came from, as the edge saw it. */
export const address = z.string().min(2).max(64).meta({ kind: 'IP address' });

/** What the browser calls itself: the stranger's own text, so it is cut rather than refused. */
export const userAgent = z
  .string()
  .transform((text) =>
    text
      .slice(0, 512)
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .normalize('NFC'),
  )
  .meta({ kind: 'text' });

function isRealInstant(text: string): boolean {
  const atMs = Date.parse(text);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString() === text;
}

/** Dropdown and radio came with edition 3. */
export const fieldType = z
  .enum(['signature', 'initials', 'name', 'date', 'text', 'checkbox', 'dropdown', 'radio'])
  .describe('What kind of field it is.');
