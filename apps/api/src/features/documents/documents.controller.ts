import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
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
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { ConfirmWarnings } from './confirm-warnings.js';
import { toNeighbours, uploadedDocumentView, uploadQuery } from './documents.schema.js';
import { findDuplicate } from './find-duplicate.js';
import { ReadDocument } from './read-document.js';
import { UploadDocument } from './upload-document.js';

const confirmWarningsInput = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'SHA-256 as 64 lower-case hex digits')
    .describe('SHA-256 of the frozen bytes, as `GET /documents/:id` names it'),
});

@Controller('api/v1/documents')
export class DocumentsController {
  constructor(
    @Inject(UploadDocument) private readonly upload: UploadDocument,
    @Inject(ReadDocument) private readonly read: ReadDocument,
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(ConfirmWarnings) private readonly confirmWarnings: ConfirmWarnings,
  ) {}

  @Post()
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @TakesUpload()
  @Operation({
    summary: 'Upload a PDF',
    description:
      'The file is examined in a sandbox and its sealing is rehearsed before it is accepted. For large files and slow ' +
      'lines there are resumable uploads: POST /api/v1/uploads.',
    answer: uploadedDocumentView,
    problems: [
      'pdf-not-a-pdf',
      'pdf-encrypted',
      'pdf-damaged',
      'payload-too-large',
      'pdf-timed-out',
      'pdf-reader-busy',
    ],
  })
  async create(
    @Member() caller: MemberCaller,
    @UploadedFile() { fileName, read }: Upload,
    @Query({ schema: uploadQuery }) query: z.infer<typeof uploadQuery>,
  ) {
    const { organisationId, userId, context } = caller;
    const document = await this.upload.run({ organisationId, userId, context, fileName, read });
    const duplicateOf = await findDuplicate(this.unitOfWork, organisationId, document, toNeighbours(query));
    return { ...toDocumentView(document), originalSha256: document.originalSha256Hex, duplicateOf };
  }

  @Get(':id')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'Read a document', answer: documentView })
  async find(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toDocumentView(await this.read.find(caller.organisationId, pathId<DocumentId>(id)));
  }

  @Post(':id/confirm-warnings')
  @HttpCode(200)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Confirm that you read what was changed in a document (recorded)',
    description:
      'A document with the verdict accept-after-warning is sent only after somebody has. It cannot be taken back; asking again, or where nothing was changed, changes nothing. Confirmed once, a template’s document counts for every envelope made from it.',
    answer: documentView,
    problems: ['document-hash-mismatch', 'envelope-not-draft'],
  })
  async confirm(
    @Member() { organisationId, userId, name, context }: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: confirmWarningsInput }) input: z.infer<typeof confirmWarningsInput>,
  ) {
    const documentId = pathId<DocumentId>(id);
    const command = { organisationId, userId, name, context, documentId, sha256Hex: input.sha256 };
    return toDocumentView(await this.confirmWarnings.run(command));
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
