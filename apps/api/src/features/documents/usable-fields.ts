import type { FoundField } from '@sealwright/signing-core';
import { MAX_FIELDS } from '../../domain/readiness.js';

/** Longer than any text that can be put into a field (`domain/field-value`). */
const LONGEST_TEXT = 2_000;

/** The found fields an envelope has room for, without limits that mean none. */
export function usableFields(found: readonly FoundField[]): readonly FoundField[] {
  return found.slice(0, MAX_FIELDS).map((field) => {
    const isLimited = field.maxLength !== null && field.maxLength <= LONGEST_TEXT;
    return isLimited ? field : { ...field, maxLength: null, comb: false };
  });
}
