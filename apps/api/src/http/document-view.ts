import { shortFingerprint } from '@sealwright/audit';
import type { FoundField } from '@sealwright/signing-core';
import { z } from 'zod';
import { fieldTypes } from '../domain/field.js';
import { traitsOf } from '../domain/field-traits.js';
import type { StoredDocument } from '../ports/document-repository.js';
import { fieldTraitsView, toTraitsView } from './field-traits-view.js';

const size = z.object({ widthPt: z.number(), heightPt: z.number() });

const foundField = z.object({
  source: z.enum(['form', 'tag']).describe('A field of the form, or a placeholder tag in the text'),
  type: z.enum(fieldTypes),
  pageNumber: z.int(),
  x: z.number().describe('Fractions of the visible page, origin top left'),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  required: z.boolean(),
  label: z.string(),
  role: z
    .string()
    .nullable()
    .describe('Who is to fill it in, by the author’s word; null when nobody is named'),
  ...fieldTraitsView,
});

/** What intake did, and who confirmed it. */
export const intakeView = {
  report: z.object({
    verdict: z.enum(['accept', 'accept-after-warning']),
    reasons: z.array(z.object({ code: z.string(), sentence: z.string() })),
    notes: z
      .array(z.object({ code: z.string(), sentence: z.string() }))
      .describe('What was done and needs no confirmation'),
    sourceFormat: z
      .string()
      .describe('What the upload was before it became a PDF, such as docx or jpeg; pdf when it was one'),
  }),
  warningsConfirmed: z
    .object({ by: z.string(), at: z.iso.datetime() })
    .nullable()
    .describe('Who read the reasons of a verdict accept-after-warning; nothing is sent before somebody has'),
};

export const documentView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    sha256: z.string().describe('SHA-256 of the frozen bytes, hex'),
    fingerprint: z.string().describe('The first 64 bits of the hash, to compare by eye'),
    byteSize: z.int(),
    pageCount: z.int(),
    pages: z.array(size).describe('Visible pages (crop box, rotation applied), in points'),
    ...intakeView,
    foundFields: z
      .array(foundField)
      .describe('Empty fields of its form and placeholder tags, ready to become fields of an envelope'),
    sealedSha256: z.string().nullable(),
  })
  .meta({ id: 'Document' });

export function toDocumentView(document: StoredDocument): z.infer<typeof documentView> {
  const { id, name, frozenSha256Hex, byteSize, pages, foundFields, sealedSha256Hex } = document;
  return {
    ...{ id, name, byteSize },
    sha256: frozenSha256Hex,
    fingerprint: shortFingerprint(frozenSha256Hex),
    pageCount: pages.length,
    pages: pages.map(({ widthPt, heightPt }) => ({ widthPt, heightPt })),
    ...toIntakeView(document),
    foundFields: foundFields.map(toFoundFieldView),
    sealedSha256: sealedSha256Hex,
  };
}

export function toIntakeView({
  report,
  warningsConfirmed,
}: Pick<StoredDocument, 'report' | 'warningsConfirmed'>) {
  const { verdict, reasons, notes = [], sourceFormat = 'pdf' } = report;
  return {
    report: { verdict, reasons: [...reasons], notes: [...notes], sourceFormat },
    warningsConfirmed: warningsConfirmed && {
      by: warningsConfirmed.name,
      at: warningsConfirmed.at.toISOString(),
    },
  };
}

function toFoundFieldView(found: FoundField): z.infer<typeof foundField> {
  const { source, type, pageIndex, box, required, label, role } = found;
  const place = { pageNumber: pageIndex + 1, x: box.x, y: box.y, width: box.width, height: box.height };
  return { source, type, ...place, required, label, role, ...toTraitsView(traitsOf(found)) };
}
