import {
  Body,
  Controller,
  Delete,
  Get,
  Head,
  HttpCode,
  Inject,
  Options,
  Param,
  Patch,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { MAX_DOCUMENTS } from '../../domain/document-limits.js';
import type { UploadId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { toDocumentView } from '../../http/document-view.js';
import { HttpSettings } from '../../http/http-settings.js';
import { Operation, TakesBytes } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { members, Policy } from '../../http/policy.decorator.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { finishInput, toNeighbours, uploadedDocumentView, uploadLimits } from './documents.schema.js';
import { findDuplicate } from './find-duplicate.js';
import { FinishUpload } from './finish-upload.js';
import { TusEndpoint } from './tus-endpoint.js';
import { UploadLimiter } from './upload-limiter.js';

/** Resumable uploads: tus 1.0 with creation, creation-with-upload, termination and expiration, then a finish of our own. */
@Controller('api/v1/uploads')
export class UploadsController {
  constructor(
    @Inject(TusEndpoint) private readonly tus: TusEndpoint,
    @Inject(FinishUpload) private readonly finishUpload: FinishUpload,
    @Inject(UploadLimiter) private readonly limiter: UploadLimiter,
    @Inject(HttpSettings) private readonly settings: HttpSettings,
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('limits')
  @Policy(members('envelopes:read'))
  @Operation({ summary: 'How large a document may be', answer: uploadLimits })
  limits() {
    const { maxUploadBytes: maxBytes, maxUploadPages: maxPages } = this.settings;
    return { maxBytes, maxPages, maxDocuments: MAX_DOCUMENTS };
  }

  @Options()
  @HttpCode(204)
  @Policy(members('envelopes:write'))
  @Operation({ summary: 'What this tus server can do' })
  capabilities(
    @Member() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.speak(caller, request, response);
  }

  @Post()
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @TakesBytes()
  @Operation({
    summary: 'Begin a resumable upload',
    description:
      'tus 1.0 (tus.io): send Upload-Length and, in Upload-Metadata, filename. Location is where the bytes go. An ' +
      'upload is kept for a day.',
    problems: ['payload-too-large', 'upload-header-invalid', 'tus-version-unsupported', 'storage-full'],
  })
  begin(
    @Member() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.speak(caller, request, response);
  }

  @Head(':id')
  @Policy(members('envelopes:write'))
  @Operation({ summary: 'How much of an upload has arrived', problems: ['upload-expired'] })
  standing(
    @Member() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.speak(caller, request, response);
  }

  @Patch(':id')
  @HttpCode(204)
  @Policy(members('envelopes:write'))
  @TakesBytes()
  @Operation({
    summary: 'Send bytes, from Upload-Offset on',
    description:
      'After a break ask with HEAD where to go on. Each 4 MB that arrived are kept, whatever happens then.',
    problems: ['upload-offset-wrong', 'upload-expired', 'payload-too-large', 'storage-full'],
  })
  send(
    @Member() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.speak(caller, request, response);
  }

  @Delete(':id')
  @HttpCode(204)
  @Policy(members('envelopes:write'))
  @Operation({ summary: 'Cancel an upload; nothing of it stays', problems: ['upload-expired'] })
  cancel(
    @Member() caller: MemberCaller,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ) {
    return this.speak(caller, request, response);
  }

  @Post(':id/finish')
  @HttpCode(201)
  @Policy(members('envelopes:write'))
  @Operation({
    summary: 'Make a document of a whole upload',
    description:
      'The file is examined in a sandbox and its sealing is rehearsed. Asked again, the answer is the same document or ' +
      'the same refusal.',
    answer: uploadedDocumentView,
    problems: [
      'upload-incomplete',
      'upload-expired',
      'pdf-not-a-pdf',
      'pdf-encrypted',
      'pdf-damaged',
      'pdf-timed-out',
      'pdf-reader-busy',
    ],
  })
  async finish(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Body({ schema: finishInput }) input: z.infer<typeof finishInput>,
  ) {
    const { organisationId, userId, context } = caller;
    const uploadId = pathId<UploadId>(id);
    const document = await this.finishUpload.run({ organisationId, userId, context, uploadId });
    const duplicateOf = await findDuplicate(this.unitOfWork, organisationId, document, toNeighbours(input));
    return { ...toDocumentView(document), originalSha256: document.originalSha256Hex, duplicateOf };
  }

  private async speak(caller: MemberCaller, request: Request, response: Response) {
    this.limiter.take(caller.userId);
    response.setHeader('Tus-Resumable', '1.0.0');
    await this.tus.answer(caller, request, response);
  }
}
