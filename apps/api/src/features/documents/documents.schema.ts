import { z } from 'zod';
import { asId, type DocumentId, type EnvelopeId } from '../../domain/ids.js';
import { documentView } from '../../http/document-view.js';
import type { Neighbours } from './find-duplicate.js';

export const uploadedDocumentView = documentView
  .extend({
    originalSha256: z.string().describe('SHA-256 of the bytes as they were sent, hex'),
    duplicateOf: z
      .uuid()
      .nullable()
      .describe('A document of the draft named in the request that came from the very same bytes'),
  })
  .meta({ id: 'UploadedDocument' });

/** Of the one-shot upload. */
export const uploadQuery = z.object({
  envelopeId: z
    .uuid()
    .optional()
    .describe('The draft it is meant for: its documents are looked at for a duplicate'),
});

export const finishInput = z
  .object({
    envelopeId: z.uuid().optional().describe('The draft it is meant for'),
    besides: z
      .array(z.uuid())
      .max(100)
      .default([])
      .describe('Documents without an envelope that it will stand beside'),
  })
  .default({ besides: [] });

export const uploadLimits = z.object({
  maxBytes: z.int().describe('The largest file that is taken'),
  maxPages: z.int().describe('The longest document that is taken'),
  maxDocuments: z.int().describe('How many documents an envelope holds'),
});

export function toNeighbours({ envelopeId, besides = [] }: Partial<z.infer<typeof finishInput>>): Neighbours {
  return {
    envelopeId: envelopeId === undefined ? null : asId<EnvelopeId>(envelopeId.toLowerCase()),
    documentIds: besides.map((id) => asId<DocumentId>(id.toLowerCase())),
  };
}
