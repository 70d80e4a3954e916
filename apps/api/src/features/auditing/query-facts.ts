import type { EventPersonal } from '@sealwright/audit';
import type { EvidenceQuery } from '../../ports/evidence-repository.js';

/** The part of a query that is about nobody. */
export function queryFacts({ documentSha256Hex, states, from, to }: EvidenceQuery) {
  return {
    ...(documentSha256Hex && { documentSha256Hex }),
    ...(states?.length && { states: [...states] }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}

/** What was typed may name people: it stands beside the event and can be erased. */
export function queryWords(
  searchId: string,
  { words, person }: EvidenceQuery,
): EventPersonal<'audit.searched'>[] {
  if (!words && !person) return [];
  return [{ subject: `search:${searchId}`, value: { ...(words && { words }), ...(person && { person }) } }];
}
