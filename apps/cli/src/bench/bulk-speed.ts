import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { anything } from '../demo/api-shapes.js';
import { CliError } from '../terminal/cli-error.js';
import { createDraft } from './bench-envelopes.js';
import type { BenchWorld } from './world.js';

export interface BulkSpeed {
  readonly rows: number;
  readonly requestMs: number;
  /** From the start request. */
  readonly allEnvelopesMs: number;
  readonly allMailsMs: number;
  readonly msPerRow: number;
  readonly mailsInSink: number;
}

const templateShape = z.object({ id: z.string() });
const columnsShape = z.object({ columns: z.array(z.object({ name: z.string(), fills: z.string() })) });
type Column = z.infer<typeof columnsShape>['columns'][number];
const bulkShape = z.object({
  id: z.string(),
  counts: z.object({ total: z.number(), invalid: z.number(), created: z.number(), failed: z.number() }),
});
const mailListShape = z.object({ total: z.number() });

export async function measureBulk(
  world: BenchWorld,
  rows: number,
  report: (line: string) => void,
): Promise<BulkSpeed> {
  report(`bulk send of ${rows} rows …`);
  const bulkId = await checkedBulk(world, rows);
  const startedAtMs = performance.now();
  await world.api.post(`/api/v1/bulk-sends/${bulkId}/start`, anything);
  const requestMs = performance.now() - startedAtMs;
  let allEnvelopesMs: number | null = null;
  while (performance.now() - startedAtMs < 600_000) {
    const { counts } = await world.api.get(`/api/v1/bulk-sends/${bulkId}`, bulkShape);
    if (counts.failed > 0)
      throw new CliError('bench-bulk-failed', `${counts.failed} rows of the bulk send failed.`);
    if (counts.created >= rows) allEnvelopesMs ??= performance.now() - startedAtMs;
    const mailsInSink = await mailsOf(world, rows);
    if (allEnvelopesMs !== null && mailsInSink >= rows) {
      const allMailsMs = performance.now() - startedAtMs;
      return {
        rows,
        requestMs: Math.round(requestMs),
        allEnvelopesMs: Math.round(allEnvelopesMs),
        allMailsMs: Math.round(allMailsMs),
        msPerRow: Math.round((allMailsMs / rows) * 10) / 10,
        mailsInSink,
      };
    }
    await sleep(50);
  }
  throw new CliError('bench-timed-out', `A bulk send of ${rows} rows took more than ten minutes.`);
}

async function checkedBulk(world: BenchWorld, rows: number): Promise<string> {
  const draft = await createDraft(world, `bulk-${rows}`);
  const template = await world.api.post('/api/v1/templates', templateShape, {
    json: { fromEnvelopeId: draft.id, name: `Benchmark ${rows}` },
  });
  const { columns } = await world.api.get(`/api/v1/templates/${template.id}/bulk-columns`, columnsShape);
  const form = new FormData();
  form.set('file', new Blob([csvFor(columns, rows)], { type: 'text/csv' }), `bench-${rows}.csv`);
  const bulk = await world.api.post(`/api/v1/templates/${template.id}/bulk-sends`, bulkShape, { form });
  if (bulk.counts.invalid > 0) {
    throw new CliError(
      'bench-csv-refused',
      `${bulk.counts.invalid} rows of the benchmark's own list were refused.`,
    );
  }
  return bulk.id;
}

function csvFor(columns: readonly Column[], rows: number): string {
  const cell = ({ fills }: Column, row: number): string => {
    if (fills === 'role-email') return `row-${row}@bulk-${rows}.example.com`;
    return fills === 'role-name' ? `Person ${row}` : '';
  };
  const lines = Array.from({ length: rows }, (_, index) =>
    columns.map((column) => cell(column, index + 1)).join(','),
  );
  return `${columns.map(({ name }) => name).join(',')}\n${lines.join('\n')}\n`;
}

async function mailsOf(world: BenchWorld, rows: number): Promise<number> {
  const url = new URL(`/api/messages?query=bulk-${rows}.example.com&limit=1`, world.inboxUrl);
  return mailListShape.parse(await (await fetch(url)).json()).total;
}
