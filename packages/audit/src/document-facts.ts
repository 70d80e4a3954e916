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
        const { documentId, originalSha256Hex, frozenSha256Hex, byteSize, pageCount } = document;
        const hashes = { originalSha256Hex, frozenSha256Hex, sealedSha256Hex: null };
        documents.set(documentId, { documentId, ...hashes, byteSize, pageCount });
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

/** Fields on each document as it was sent, by id; those of records before this was told are missing. */
export function fieldCountsIn(events: readonly AuditEvent[]): ReadonlyMap<string, number> {
  const sent = events.findLast(({ type }) => type === 'envelope.sent');
  const documents = eventTypes['envelope.sent'].data.safeParse(sent?.data).data?.documents ?? [];
  return new Map(
    documents.flatMap(({ documentId, fieldCount }) =>
      fieldCount === undefined ? [] : [[documentId, fieldCount] as const],
    ),
  );
}

/** A sealed document as the record knows it, oldest first: at completion, then after each increment. */
export interface SealedFile {
  readonly sha256Hex: string;
  readonly byteSize: number;
}

/** Every sealed document the events name. Each begins with the bytes of the one before. */
export function sealedFilesIn(events: readonly AuditEvent[]): SealedFile[] {
  return events.flatMap((event): SealedFile[] => {
    if (event.type === 'envelope.completed') {
      const told = eventTypes['envelope.completed'].data.safeParse(event.data).data?.documents ?? [];
      return told.map((one) => ({ sha256Hex: one.sealedSha256Hex, byteSize: one.sealedByteSize }));
    }
    if (event.type !== 'seal.extended') return [];
    const told = eventTypes['seal.extended'].data.safeParse(event.data).data;
    if (told?.purpose !== 'document') return [];
    return [{ sha256Hex: told.sealedSha256Hex, byteSize: told.sealedByteSize }];
  });
}
