import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { TemplateId } from '../../domain/ids.js';
import { Member, UploadedFile } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation, TakesUpload } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import type { Upload } from '../../http/read-upload.js';
import { bulkColumnsView, bulkView, toBulkView } from './bulk.schema.js';
import { CheckBulk } from './check-bulk.js';
import { ReadBulk } from './read-bulk.js';

@Controller('api/v1/templates/:id')
export class BulkTemplatesController {
  constructor(
    @Inject(CheckBulk) private readonly checkBulk: CheckBulk,
    @Inject(ReadBulk) private readonly readBulk: ReadBulk,
  ) {}

  @Get('bulk-columns')
  @Policy(members('templates:read'))
  @Operation({ summary: 'The columns of a list for this template, with a sample', answer: bulkColumnsView })
  async columns(@Member() caller: MemberCaller, @Param('id') id: string) {
    const { columns, sampleCsv } = await this.readBulk.columns(caller.organisationId, pathId<TemplateId>(id));
    return { columns: columns.map(({ name, required, fills }) => ({ name, required, fills })), sampleCsv };
  }

  @Post('bulk-sends')
  @Policy(members('bulk:write'))
  @TakesUpload()
  @Operation({
    summary: 'Check a CSV; nothing is sent',
    description:
      'Answers 201 for a new list, and 200 with the existing one when this very file was uploaded before.',
    answer: bulkView,
    problems: ['csv-unreadable', 'csv-empty', 'csv-columns-wrong', 'csv-too-many-rows', 'template-archived'],
  })
  async check(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @UploadedFile() file: Upload,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { organisationId, userId, name, email, context } = caller;
    const { bulk, isNew } = await this.checkBulk.run({
      organisationId,
      templateId: pathId<TemplateId>(id),
      fileName: file.fileName,
      bytes: await file.read(),
      sender: { userId, name, email },
      context,
    });
    response.status(isNew ? 201 : 200);
    return toBulkView(await this.readBulk.find(organisationId, bulk.id), !isNew);
  }
}
