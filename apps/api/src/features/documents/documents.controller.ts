import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import type { DocumentId } from '../../domain/ids.js';
import { Member, UploadedFile } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { documentView, toDocumentView } from '../../http/document-view.js';
import { Operation, TakesUpload } from '../../http/operation.decorator.js';
import { pageImageQuery, pathId, pathPageNumber } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import type { Upload } from '../../http/read-upload.js';
import { sendAttachment, sendPageImage } from '../../http/send-bytes.js';
import { ReadDocument } from './read-document.js';
import { UploadDocument } from './upload-document.js';

@Controller('api/v1/documents')
export class DocumentsController {
  constructor(
    @Inject(UploadDocument) private readonly upload: UploadDocument,
    @Inject(ReadDocument) private readonly read: ReadDocument,
  ) {}

  @Post()
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @TakesUpload()
  @Operation({
    summary: 'Upload a PDF',
    description: 'The file is examined in a sandbox and its sealing is rehearsed before it is accepted.',
    answer: documentView,
    problems: ['pdf-not-a-pdf', 'pdf-encrypted', 'pdf-damaged', 'payload-too-large', 'pdf-timed-out'],
  })
  async create(@Member() caller: MemberCaller, @UploadedFile() file: Upload) {
    const { organisationId, userId, context } = caller;
    const document = await this.upload.run({ organisationId, userId, context, ...file });
    return toDocumentView(document);
  }

  @Get(':id')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'Read a document', answer: documentView })
  async find(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toDocumentView(await this.read.find(caller.organisationId, pathId<DocumentId>(id)));
  }

  @Get(':id/file')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'Download the frozen PDF', file: 'application/pdf' })
  async file(@Member() caller: MemberCaller, @Param('id') id: string, @Res() response: Response) {
    const { name, bytes } = await this.read.file(caller.organisationId, pathId<DocumentId>(id));
    sendAttachment(response, bytes, name, 'application/pdf');
  }

  @Get(':id/pages/:pageNumber.webp')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'One page as an image', file: 'image/webp', problems: ['pdf-page-missing'] })
  async pageImage(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('pageNumber') pageNumber: string,
    @Query({ schema: pageImageQuery }) query: z.infer<typeof pageImageQuery>,
    @Res() response: Response,
  ) {
    const page = pathPageNumber(pageNumber);
    const bytes = await this.read.pageImage(caller.organisationId, pathId<DocumentId>(id), page, query.width);
    sendPageImage(response, bytes);
  }

  @Get(':id/pages/:pageNumber/text')
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'The text of one page',
    answer: z.object({ text: z.string() }),
    problems: ['pdf-page-missing'],
  })
  async pageText(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('pageNumber') pageNumber: string,
  ) {
    const page = pathPageNumber(pageNumber);
    return { text: await this.read.pageText(caller.organisationId, pathId<DocumentId>(id), page) };
  }
}
