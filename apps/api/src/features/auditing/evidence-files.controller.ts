import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { asId, type DocumentId, type EnvelopeId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pathId } from '../../http/parameters.js';
import { auditors, Policy } from '../../http/policy.decorator.js';
import { sendAttachment, streamAttachment } from '../../http/send-bytes.js';
import { queryInput, toQuery } from './auditing.schema.js';
import { ExportEvidence } from './exports/export-evidence.js';
import { HandOutEvidence, handedOut } from './hand-out-evidence.js';
import { PackEvidence } from './package/pack-evidence.js';
import { VerifierPage } from './package/verifier-page.js';

const downloadInput = z
  .strictObject({
    kind: z.enum([...handedOut, 'evidence-package']),
    documentId: z.uuid().optional().describe('Of sealed files, where the envelope has several documents'),
  })
  .meta({ id: 'EvidenceDownload' });
const exportInput = z
  .strictObject({
    query: queryInput,
    what: z.enum(['envelopes', 'events']),
    format: z.enum(['csv', 'json']),
  })
  .meta({ id: 'EvidenceExport' });

/** What leaves the auditor's room as a file. The answer is the file itself: it is recorded with the same request. */
@Controller('api/v1/audit')
export class EvidenceFilesController {
  constructor(
    @Inject(HandOutEvidence) private readonly handOut: HandOutEvidence,
    @Inject(PackEvidence) private readonly pack: PackEvidence,
    @Inject(ExportEvidence) private readonly lists: ExportEvidence,
    @Inject(VerifierPage) private readonly verifier: VerifierPage,
  ) {}

  @Post('envelopes/:id/downloads')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({
    summary: 'Take a file of an envelope, or all its evidence as a zip (recorded)',
    file: 'application/octet-stream',
    problems: ['file-not-available'],
  })
  async download(
    @Member() caller: MemberCaller,
    @Param('id') idText: string,
    @Body({ schema: downloadInput }) { kind, documentId }: z.infer<typeof downloadInput>,
    @Res() response: Response,
  ) {
    const id = pathId<EnvelopeId>(idText);
    if (kind === 'evidence-package') {
      const { stream, fileName } = await this.pack.run(caller, id);
      return streamAttachment(response, stream, fileName, 'application/zip');
    }
    const { bytes, fileName, type } = await this.handOut.run(caller, id, {
      kind,
      documentId: documentId === undefined ? undefined : asId<DocumentId>(documentId),
    });
    sendAttachment(response, bytes, fileName, type);
  }

  @Post('exports')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({
    summary: 'Take the envelopes of a search, or their events, as CSV or JSON (recorded)',
    description:
      'CSV: UTF-8 with a byte order mark, RFC 4180; cells that a spreadsheet would run begin with an apostrophe.',
    file: 'text/csv',
  })
  async exported(
    @Member() caller: MemberCaller,
    @Body({ schema: exportInput }) input: z.infer<typeof exportInput>,
    @Res() response: Response,
  ) {
    const { what, format, query } = input;
    const file = await this.lists.run(caller, { query: toQuery(query), what, format });
    await streamAttachment(response, Readable.from(file.pieces), file.fileName, file.type);
  }

  @Get('verifier.html')
  @Policy(auditors)
  @Operation({ summary: 'The verifier as one file that works with the network off', file: 'text/html' })
  async verifierPage(@Res() response: Response) {
    sendAttachment(response, await this.verifier.bytes(), 'verifier.html', 'text/html; charset=utf-8');
  }
}
