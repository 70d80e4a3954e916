import { z } from 'zod';
import { timeZoneInput } from '../../http/time-zone-input.js';
import type { BulkRow } from '../../ports/bulk-repository.js';
import { bulkRowStates } from '../../ports/bulk-repository.js';
import { createdOf, type SeenBulk } from './steer-bulk.js';

const count = z.int().min(0);
const instantOrNull = z.iso.datetime().nullable();

export const bulkCounts = z.object({
  total: count,
  invalid: count.describe('Cannot be sent as they are'),
  waiting: count.describe('Not yet made into envelopes'),
  created: count.describe('Have an envelope'),
  sent: count.describe('Every first mail was accepted by the mail server'),
  failed: count,
  completed: count,
  cancelled: count,
});

export const bulkView = z
  .object({
    id: z.uuid(),
    templateId: z.uuid(),
    templateName: z.string(),
    fileName: z.string(),
    state: z.enum(['checked', 'running', 'finished', 'cancelled']),
    counts: bulkCounts,
    columns: z.array(z.string()),
    createdAt: z.iso.datetime(),
    startedAt: instantOrNull,
    finishedAt: instantOrNull,
    duplicateOf: z.uuid().nullable().describe('Set when this very file was uploaded before'),
  })
  .meta({ id: 'BulkSend' });

export const bulkRowView = z.object({
  rowNumber: z.int(),
  state: z.enum(bulkRowStates),
  values: z.record(z.string(), z.string()),
  problems: z.array(
    z.object({
      column: z.string().nullable(),
      code: z.string(),
      sentence: z.string(),
      severity: z.enum(['error', 'warning']),
    }),
  ),
  envelopeId: z.uuid().nullable(),
});

export const bulkColumnsView = z.object({
  columns: z.array(
    z.object({
      name: z.string(),
      required: z.boolean(),
      fills: z.enum(['role-name', 'role-email', 'field']),
    }),
  ),
  sampleCsv: z.string(),
});

/** The body may be left out. */
export const startInput = z
  .strictObject({ timeZone: timeZoneInput.optional() })
  .default({})
  .meta({ id: 'BulkStart' });

export const rowsQuery = z.object({
  state: z.enum(bulkRowStates).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.coerce.number().int().min(0).default(0).describe('The last row number of the page before'),
});

export const bulkListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.uuid().optional(),
});

export function toBulkView({ bulk, counts }: SeenBulk, duplicate = false): z.output<typeof bulkView> {
  const { id, templateId, templateName, fileName, state, columns } = bulk;
  return {
    ...{ id, templateId, templateName, fileName, state },
    columns: [...columns],
    counts: {
      total: Object.values(counts).reduce((sum, each) => sum + each, 0),
      invalid: counts.invalid,
      waiting: counts.waiting + counts.creating,
      created: createdOf(counts),
      sent: counts.delivered + counts.completed,
      failed: counts.failed,
      completed: counts.completed,
      cancelled: counts.cancelled,
    },
    createdAt: bulk.createdAt.toISOString(),
    startedAt: bulk.startedAt?.toISOString() ?? null,
    finishedAt: bulk.finishedAt?.toISOString() ?? null,
    duplicateOf: duplicate ? id : null,
  };
}

export function toRowView({
  rowNumber,
  state,
  values,
  problems,
  envelopeId,
}: BulkRow): z.output<typeof bulkRowView> {
  return {
    rowNumber,
    state,
    values: { ...values },
    problems: problems.map((one) => ({ ...one })),
    envelopeId,
  };
}
