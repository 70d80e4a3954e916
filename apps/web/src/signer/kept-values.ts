import type { FieldValue } from '@/api/signing';

const keyOf = (recipientId: string) => `sealwright-unsaved-${recipientId}`;

/** Values the server does not have yet, kept in this tab only, so a reload without a network loses nothing. */
export function keepValues(recipientId: string, pending: ReadonlyMap<string, FieldValue>): void {
  try {
    if (pending.size === 0) sessionStorage.removeItem(keyOf(recipientId));
    else sessionStorage.setItem(keyOf(recipientId), JSON.stringify([...pending]));
  } catch {
    // Private windows may refuse storage; then a reload loses only what was typed while offline.
  }
}

export function keptValues(recipientId: string): ReadonlyMap<string, FieldValue> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(recipientId)) ?? '[]');
    return new Map(Array.isArray(kept) ? (kept as [string, FieldValue][]) : []);
  } catch {
    return new Map();
  }
}
