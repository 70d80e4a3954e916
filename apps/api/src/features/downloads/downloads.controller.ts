import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.js';
import { asId, type DocumentId, type EnvelopeId, type OrganisationId } from '../../domain/ids.js';
import { Member, Signer } from '../../http/caller.decorator.js';
import type { MemberCaller, SignerCaller } from '../../http/caller.js';
import {
  DOWNLOAD_LINK_LIFETIME_MS,
  type DownloadGrant,
  DownloadLinks,
  type FileKind,
  fileKinds,
} from '../../http/download-links.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { everyone, members, Policy, theSigner } from '../../http/policy.decorator.js';
import { sendAttachment, streamAttachment } from '../../http/send-bytes.js';
import { Clock } from '../../ports/clock.js';
import { EnvelopeArchive } from './envelope-archive.js';
import { EnvelopeFiles } from './envelope-file.js';
import { type FileRequest, HandOutFile } from './hand-out-file.js';

const downloadView = z.object({ url: z.string().describe('Works for 60 seconds') }).meta({ id: 'Download' });
const fileQuery = z.object({
  documentId: z
    .uuid()
    .optional()
    .describe('Of original and sealed files: which document. May be left out where there is one'),
});
type FileQuery = z.infer<typeof fileQuery>;

/** What a recipient may take: their copies. The certificate tells of the others, and is the sender's to pass on. */
const recipientKinds: readonly FileKind[] = ['sealed', 'all.zip'];

@Controller('api/v1')
export class DownloadsController {
  constructor(
    @Inject(HandOutFile) private readonly handOut: HandOutFile,
    @Inject(EnvelopeFiles) private readonly files: EnvelopeFiles,
    @Inject(EnvelopeArchive) private readonly archive: EnvelopeArchive,
    @Inject(DownloadLinks) private readonly links: DownloadLinks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('envelopes/:id/files/:kind/download')
  @HttpCode(200)
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'Ask for a file of an envelope, or all of them (recorded)',
    description: 'kind: original, sealed, certificate, audit.json or all.zip',
    answer: downloadView,
    problems: ['not-found', 'file-not-available'],
  })
  ask(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Query({ schema: fileQuery }) query: FileQuery,
  ) {
    return this.link(requestOf(caller, id, kind, query));
  }

  @Get('envelopes/:id/files/:kind')
  @Policy(members('envelopes:read'))
  @Operation({
    summary: 'Take a file of an envelope, or all of them, with an API key (recorded)',
    description:
      'Browser sessions ask with POST …/download instead: a link somebody follows must not change the record.',
    file: 'application/pdf',
    problems: ['not-found', 'file-not-available', 'download-link-invalid'],
  })
  async take(
    @Member() caller: MemberCaller,
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Query({ schema: fileQuery }) query: FileQuery,
    @Res() response: Response,
  ) {
    if (caller.via !== 'api-key') {
      throw new AppError('download-link-invalid', 'Ask for a download address with POST …/download first.');
    }
    const request = requestOf(caller, id, kind, query);
    const { untilSeq } = await this.handOut.announce(request);
    await this.send(response, { ...request, untilSeq, reader: 'member' });
  }

  @Post('signing/files/:kind/download')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({
    summary: 'Ask for a sealed file, or all of them, as a recipient (recorded)',
    description: 'kind: sealed or all.zip',
    answer: downloadView,
    problems: ['not-found', 'file-not-available'],
  })
  askAsSigner(
    @Signer() signer: SignerCaller,
    @Param('kind') text: string,
    @Query({ schema: fileQuery }) query: FileQuery,
  ) {
    const { organisationId, envelopeId, recipientId, context } = signer;
    const kind = fileKind(text, recipientKinds);
    return this.link({ organisationId, envelopeId, recipientId, context, kind, ...documentOf(query) });
  }

  @Get('downloads/:token')
  @Policy(everyone)
  @Operation({
    summary: 'The file behind a download address',
    file: 'application/pdf',
    problems: ['download-link-invalid'],
  })
  async download(@Param('token') token: string, @Res() response: Response) {
    await this.send(response, this.links.read(token, this.clock.now().getTime()));
  }

  private async link(request: FileRequest): Promise<{ url: string }> {
    const { untilSeq } = await this.handOut.announce(request);
    const { organisationId, envelopeId, kind, documentId, recipientId } = request;
    const expiresAtMs = this.clock.now().getTime() + DOWNLOAD_LINK_LIFETIME_MS;
    const reader = recipientId ? ('recipient' as const) : ('member' as const);
    const granted = { organisationId, envelopeId, kind, documentId, untilSeq, reader, expiresAtMs };
    return { url: `/api/v1/downloads/${this.links.write(granted)}` };
  }

  private async send(response: Response, granted: Omit<DownloadGrant, 'expiresAtMs'>): Promise<void> {
    const organisationId = asId<OrganisationId>(granted.organisationId);
    const envelopeId = asId<EnvelopeId>(granted.envelopeId);
    const { kind, untilSeq, reader } = granted;
    if (kind === 'all.zip') {
      const { stream, fileName } = await this.archive.open(organisationId, envelopeId, { reader, untilSeq });
      await streamAttachment(response, stream, fileName, 'application/zip');
      return;
    }
    const choice = { kind, untilSeq, ...documentOf(granted) };
    const { bytes, fileName, type } = await this.files.read(organisationId, envelopeId, choice);
    sendAttachment(response, bytes, fileName, type);
  }
}

function requestOf(caller: MemberCaller, id: string, kind: string, query: FileQuery): FileRequest {
  const { organisationId, context } = caller;
  const envelopeId = pathId<EnvelopeId>(id);
  return { organisationId, context, envelopeId, kind: fileKind(kind, fileKinds), ...documentOf(query) };
}

function documentOf({ documentId }: FileQuery): { documentId?: DocumentId } {
  return documentId === undefined ? {} : { documentId: asId<DocumentId>(documentId) };
}

function fileKind(text: string, kinds: readonly FileKind[]): FileKind {
  const kind = kinds.find((one) => one === text);
  if (kind !== undefined) return kind;
  throw new AppError('not-found', `Files to be had here are ${kinds.join(', ')}.`);
}
