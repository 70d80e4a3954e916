import { Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.js';
import { asId, type EnvelopeId, type OrganisationId } from '../../domain/ids.js';
import { Member, Signer } from '../../http/caller.decorator.js';
import type { MemberCaller, SignerCaller } from '../../http/caller.js';
import {
  DOWNLOAD_LINK_LIFETIME_MS,
  DownloadLinks,
  type FileKind,
  fileKinds,
} from '../../http/download-links.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { everyone, members, Policy, theSigner } from '../../http/policy.decorator.js';
import { sendAttachment } from '../../http/send-bytes.js';
import { Clock } from '../../ports/clock.js';
import { EnvelopeFiles } from './envelope-file.js';
import { type FileRequest, HandOutFile } from './hand-out-file.js';

const downloadView = z.object({ url: z.string().describe('Works for 60 seconds') }).meta({ id: 'Download' });

@Controller('api/v1')
export class DownloadsController {
  constructor(
    @Inject(HandOutFile) private readonly handOut: HandOutFile,
    @Inject(EnvelopeFiles) private readonly files: EnvelopeFiles,
    @Inject(DownloadLinks) private readonly links: DownloadLinks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('envelopes/:id/files/:kind/download')
  @HttpCode(200)
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'Ask for a file of an envelope (recorded)',
    description: 'kind: original, sealed, certificate or audit.json',
    answer: downloadView,
    problems: ['file-not-available'],
  })
  ask(@Member() caller: MemberCaller, @Param('id') id: string, @Param('kind') kind: string) {
    return this.link(requestOf(caller, id, kind));
  }

  @Get('envelopes/:id/files/:kind')
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'Take a file of an envelope with an API key (recorded)',
    description:
      'Browser sessions ask with POST …/download instead: a link somebody follows must not change the record.',
    file: 'application/pdf',
    problems: ['file-not-available', 'download-link-invalid'],
  })
  async take(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Res() response: Response,
  ) {
    if (caller.via !== 'api-key') {
      throw new AppError('download-link-invalid', 'Ask for a download address with POST …/download first.');
    }
    const { bytes, fileName, type } = await this.handOut.take(requestOf(caller, id, kind));
    sendAttachment(response, bytes, fileName, type);
  }

  @Post('signing/files/sealed/download')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({ summary: 'Ask for the sealed file as a recipient (recorded)', answer: downloadView })
  askAsSigner(@Signer() signer: SignerCaller) {
    const { organisationId, envelopeId, recipientId, context } = signer;
    return this.link({ organisationId, envelopeId, recipientId, context, kind: 'sealed' });
  }

  @Get('downloads/:token')
  @Policy(everyone)
  @Operation({
    summary: 'The file behind a download address',
    file: 'application/pdf',
    problems: ['download-link-invalid'],
  })
  async download(@Param('token') token: string, @Res() response: Response) {
    const { organisationId, envelopeId, kind, untilSeq } = this.links.read(token, this.clock.now().getTime());
    const { bytes, fileName, type } = await this.files.read(
      asId<OrganisationId>(organisationId),
      asId<EnvelopeId>(envelopeId),
      kind,
      untilSeq,
    );
    sendAttachment(response, bytes, fileName, type);
  }

  private async link(request: FileRequest): Promise<{ url: string }> {
    const { untilSeq } = await this.handOut.announce(request);
    const { organisationId, envelopeId, kind } = request;
    const expiresAtMs = this.clock.now().getTime() + DOWNLOAD_LINK_LIFETIME_MS;
    return {
      url: `/api/v1/downloads/${this.links.write({ organisationId, envelopeId, kind, untilSeq, expiresAtMs })}`,
    };
  }
}

function requestOf(caller: MemberCaller, id: string, kind: string): FileRequest {
  const { organisationId, context } = caller;
  return { organisationId, context, envelopeId: pathId<EnvelopeId>(id), kind: fileKind(kind) };
}

function fileKind(text: string): FileKind {
  const kind = fileKinds.find((one) => one === text);
  if (kind !== undefined) return kind;
  throw new AppError('not-found', `Files of an envelope are ${fileKinds.join(', ')}.`);
}
