import type { AuditEvent } from '../event.js';
import { eventTypes } from '../event-types/registry.js';
import type { CertificateDocument } from './certificate-data.js';

/** The level of a document's seal and who confirmed its time, as the newest event about it says. */
export function tellSeal(events: readonly AuditEvent[], documentId: string): CertificateDocument['seal'] {
  let told: NonNullable<CertificateDocument['seal']> = {
    level: null,
    authority: null,
    timestampedAtIso: null,
  };
  for (const event of events) {
    if (event.type !== 'seal.signed' && event.type !== 'seal.extended') continue;
    const data = eventTypes[event.type].data.safeParse(event.data).data;
    if (data === undefined || data.purpose !== 'document' || data.documentId !== documentId) continue;
    told = {
      level: data.level ?? told.level,
      authority: data.authority ?? told.authority,
      timestampedAtIso: data.timestampedAt ?? told.timestampedAtIso,
    };
  }
  return told;
}
