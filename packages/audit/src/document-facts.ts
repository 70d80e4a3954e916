import type { AuditJsonDocument } from './audit-json-schema.js';
import type { AuditEvent } from './event.js';
import { eventTypes } from './event-types/registry.js';

/**
 * What the events say about the documents: as frozen when the envelope was sent, with the sealed hash once it was
 * completed. Empty for an envelope that was never sent.
 */
export function documentsIn(events: readonly AuditEvent[]): AuditJsonDocument[] {
  const documents = new Map<string, AuditJsonDocument>();
  for (const event of events) {
    if (event.type === 'envelope.sent') {
      for (const document of eventTypes['envelope.sent'].data.safeParse(event.data).data?.documents ?? []) {
        documents.set(document.documentId, { ...document, sealedSha256Hex: null });
      }
    }
    if (event.type === 'envelope.completed') {
      for (const sealed of eventTypes['envelope.completed'].data.safeParse(event.data).data?.documents ??
        []) {
        const document = documents.get(sealed.documentId);
        if (document !== undefined) document.sealedSha256Hex = sealed.sealedSha256Hex;
      }
    }
  }
  return [...documents.values()];
}
