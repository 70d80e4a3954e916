import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { asId, type BulkId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { EventStream } from '../../http/event-stream.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageOf, pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import { sendAttachment } from '../../http/send-bytes.js';
import {
  bulkListQuery,
  bulkRowView,
  bulkView,
  rowsQuery,
  startInput,
  toBulkView,
  toRowView,
} from './bulk.schema.js';
import { ReadBulk } from './read-bulk.js';
import { SteerBulk } from './steer-bulk.js';
import { watchCounts } from './watch-counts.js';

const rowsPage = z.object({ items: z.array(bulkRowView), nextCursor: z.string().nullable() });

@Controller('api/v1/bulk-sends')
export class BulkController {
  constructor(
    @Inject(ReadBulk) private readonly readBulk: ReadBulk,
    @Inject(SteerBulk) private readonly steerBulk: SteerBulk,
  ) {}

  @Get()
  @Policy(members('bulk:write'))
  @Operation({ summary: 'List bulk sends', answer: pageOf(bulkView) })
  async list(
    @Member() caller: MemberCaller,
    @Query({ schema: bulkListQuery }) query: z.infer<typeof bulkListQuery>,
  ) {
    const before = query.cursor === undefined ? null : asId<BulkId>(query.cursor.toLowerCase());
    const seen = await this.readBulk.list(caller.organisationId, query.limit, before);
    const last = seen.length === query.limit ? seen.at(-1) : undefined;
    return { items: seen.map((one) => toBulkView(one)), nextCursor: last?.bulk.id ?? null };
  }

  @Get(':id')
  @Policy(members('bulk:write'))
  @Operation({ summary: 'Read a bulk send with its counts', answer: bulkView })
  async find(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toBulkView(await this.readBulk.find(caller.organisationId, pathId<BulkId>(id)));
  }

  @Get(':id/rows')
  @Policy(members('bulk:write'))
  @Operation({ summary: 'The rows of a bulk send', answer: rowsPage })
  async rows(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Query({ schema: rowsQuery }) query: z.infer<typeof rowsQuery>,
  ) {
    const page = { state: query.state ?? null, afterRow: query.cursor, limit: query.limit };
    const rows = await this.readBulk.rows(caller.organisationId, pathId<BulkId>(id), page);
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return { items: rows.map(toRowView), nextCursor: last ? String(last.rowNumber) : null };
  }

  @Post(':id/start')
  @HttpCode(200)
  @Policy(members('bulk:write'))
  @Operation({
    summary: 'Send every row that can be sent',
    answer: bulkView,
    problems: [
      'bulk-not-checked',
      'bulk-nothing-to-send',
      'warnings-unconfirmed',
      'rehearsal-failed',
      'sealing-not-ready',
    ],
  })
  async start(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: startInput }) { timeZone }: z.infer<typeof startInput>,
  ) {
    const { organisationId, context } = caller;
    return toBulkView(
      await this.steerBulk.start(organisationId, pathId<BulkId>(id), context, timeZone ?? null),
    );
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Policy(members('bulk:write'))
  @Operation({ summary: 'Stop; what was sent stays', answer: bulkView, problems: ['bulk-not-running'] })
  async cancel(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toBulkView(await this.steerBulk.cancel(caller.organisationId, pathId<BulkId>(id), caller.context));
  }

  @Post(':id/retry-failed')
  @HttpCode(200)
  @Policy(members('bulk:write'))
  @Operation({
    summary: 'Try the rows again for which no envelope could be made',
    answer: bulkView,
    problems: [
      'bulk-nothing-to-retry',
      'bulk-not-running',
      'template-archived',
      'rehearsal-failed',
      'sealing-not-ready',
    ],
  })
  async retryFailed(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toBulkView(
      await this.steerBulk.retryFailed(caller.organisationId, pathId<BulkId>(id), caller.context),
    );
  }

  @Get(':id/result.csv')
  @Policy(members('bulk:write'))
  @Operation({ summary: 'Every row with its result, for a spreadsheet', file: 'text/csv' })
  async result(@Member() caller: MemberCaller, @Param('id') id: string, @Res() response: Response) {
    const { name, csv } = await this.readBulk.resultCsv(caller.organisationId, pathId<BulkId>(id));
    sendAttachment(response, new TextEncoder().encode(csv), name, 'text/csv; charset=utf-8');
  }

  @Get(':id/live')
  @Policy(members('bulk:write'))
  @Operation({ summary: 'Follow a bulk send (server-sent events)', file: 'text/event-stream' })
  async live(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Req() request: Request,
    @Res() response: Response,
  ) {
    const bulkId = pathId<BulkId>(id);
    const current = async () => toBulkView(await this.readBulk.find(caller.organisationId, bulkId));
    const first = await current();
    if (request.destroyed) return;
    let stop = () => {};
    const stream = new EventStream(request, response, () => stop());
    stop = watchCounts(first, current, (view) => stream.send('bulk', view));
  }
}
