import { z } from 'zod';
import type { StoredDocument } from '../ports/document-repository.js';

const size = z.object({ widthPt: z.number(), heightPt: z.number() });

export const documentView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sha256: z.string().describe('SHA-256 of the frozen bytes, hex'),
    byteSize: z.int(),
    pageCount: z.int(),
    pages: z.array(size).describe('Visible pages (crop box, rotation applied), in points'),
    report: z.object({
      verdict: z.enum(['accept', 'accept-after-warning']),
      reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
    }),
    sealedSha256: z.string().nullable(),
  })
  .meta({ id: 'Document' });

export function toDocumentView(document: StoredDocument): z.infer<typeof documentView> {
  const { id, name, frozenSha256Hex, byteSize, pages, report, sealedSha256Hex } = document;
  return {
    ...{ id, name, byteSize },
    sha256: frozenSha256Hex,
    pageCount: pages.length,
    pages: pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
    report: { verdict: report.verdict, reasons: [...report.reasons] },
    sealedSha256: sealedSha256Hex,
  };
}
