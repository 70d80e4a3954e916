import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { asId, type DocumentId, type FieldId } from '../../domain/ids.js';
import { Signer } from '../../http/caller.decorator.js';
import type { SignerCaller } from '../../http/caller.js';
import { HttpSettings, signerCookieName, signerCookieOptions } from '../../http/http-settings.js';
import { LinkExchangeLimiter } from '../../http/link-exchange-limiter.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageImageQuery, pathId, pathPageNumber } from '../../http/parameters.js';
import { everyone, Policy, theSigner } from '../../http/policy.decorator.js';
import { preferredLanguage } from '../../http/preferred-language.js';
import type { SealwrightRequest } from '../../http/request.js';
import { sendAttachment, sendPageImage } from '../../http/send-bytes.js';
import { CompleteSigning } from './complete-signing.js';
import { FillField } from './fill-field.js';
import { LeaveSigning } from './leave-signing.js';
import { LookAtLink } from './look-at-link.js';
import { NotePages } from './note-pages.js';
import { OpenSession } from './open-session.js';
import { type PageOfDocument, ReadSigning } from './read-signing.js';
import type { StrangersTrace } from './signer.js';
import {
  completeInput,
  consentInput,
  declineInput,
  filledView,
  fillInput,
  linkPreview,
  openSessionInput,
  pagesInput,
  signingState,
  toShown,
} from './signing.schema.js';
import { TakeStep } from './take-step.js';

const ended = ['link-erased', 'link-voided', 'link-expired', 'link-declined'] as const;

@Controller('api/v1/signing')
export class SigningController {
  constructor(
    @Inject(LookAtLink) private readonly lookAtLink: LookAtLink,
    @Inject(OpenSession) private readonly openSession: OpenSession,
    @Inject(ReadSigning) private readonly read: ReadSigning,
    @Inject(TakeStep) private readonly step: TakeStep,
    @Inject(NotePages) private readonly notePages: NotePages,
    @Inject(FillField) private readonly fillField: FillField,
    @Inject(CompleteSigning) private readonly completeSigning: CompleteSigning,
    @Inject(LeaveSigning) private readonly leaveSigning: LeaveSigning,
    @Inject(HttpSettings) private readonly settings: HttpSettings,
    @Inject(LinkExchangeLimiter) private readonly limiter: LinkExchangeLimiter,
  ) {}

  @Get('link')
  @Policy(everyone)
  @Operation({
    summary: 'Who asks whom for what, before a link is opened',
    description:
      'The token goes into the header X-Signing-Link, so that it stands in no log of addresses. Changes nothing; that the page was loaded is written once for each link and kind of agent, and is no view.',
    answer: linkPreview,
    problems: ['link-unknown', 'link-revoked', ...ended],
  })
  look(@Headers('x-signing-link') token: string | undefined, @Req() request: SealwrightRequest) {
    const from = traceOf(request);
    this.limiter.take(from.ip);
    return this.lookAtLink.run((token ?? '').slice(0, 200), from);
  }

  @Post('sessions')
  @HttpCode(200)
  @Policy(everyone)
  @Operation({
    summary: 'Exchange a mailed link for a session',
    description: 'Sets a cookie bound to one recipient. The envelope is not changed.',
    answer: signingState,
    problems: ['link-unknown', 'link-revoked', ...ended],
  })
  async open(
    @Body({ schema: openSessionInput }) input: z.infer<typeof openSessionInput>,
    @Req() request: SealwrightRequest,
    @Res({ passthrough: true }) response: Response,
  ) {
    const from = traceOf(request);
    this.limiter.take(from.ip);
    const { person, cookie, maxAgeMs } = await this.openSession.run(input.token, from);
    const { publicUrl } = this.settings;
    response.cookie(signerCookieName(publicUrl), cookie, {
      ...signerCookieOptions(publicUrl),
      maxAge: maxAgeMs,
    });
    return this.read.state(person);
  }

  @Get()
  @Policy(theSigner)
  @Operation({ summary: 'What the recipient sees', answer: signingState })
  state(@Signer() signer: SignerCaller) {
    return this.read.state(signer);
  }

  @Post('open')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({
    summary: 'Open the documents (recorded)',
    answer: signingState,
    problems: ['not-your-turn', ...ended],
  })
  async openDocument(
    @Signer() signer: SignerCaller,
    @Headers('accept-language') languages: string | undefined,
  ) {
    await this.step.open(signer, preferredLanguage(languages));
    return this.read.state(signer);
  }

  @Get('documents/:documentId/pages/:pageNumber.webp')
  @Policy(theSigner)
  @Operation({
    summary: 'One page as an image',
    file: 'image/webp',
    problems: ['not-found', 'pdf-page-missing', ...ended],
  })
  async pageImage(
    @Signer() signer: SignerCaller,
    @Param('documentId') documentId: string,
    @Param('pageNumber') pageNumber: string,
    @Query({ schema: pageImageQuery }) query: z.infer<typeof pageImageQuery>,
    @Res() response: Response,
  ) {
    const page = pageOf(documentId, pageNumber);
    sendPageImage(response, await this.read.pageImage(signer, page, query.width));
  }

  @Get('documents/:documentId/pages/:pageNumber/text')
  @Policy(theSigner)
  @Operation({
    summary: 'The text of one page',
    answer: z.object({ text: z.string() }),
    problems: ['not-found', 'pdf-page-missing'],
  })
  async pageText(
    @Signer() signer: SignerCaller,
    @Param('documentId') documentId: string,
    @Param('pageNumber') pageNumber: string,
  ) {
    return { text: await this.read.pageText(signer, pageOf(documentId, pageNumber)) };
  }

  @Get('documents/:documentId')
  @Policy(theSigner)
  @Operation({ summary: 'A document to sign', file: 'application/pdf', problems: ['not-found', ...ended] })
  async document(
    @Signer() signer: SignerCaller,
    @Param('documentId') documentId: string,
    @Res() response: Response,
  ) {
    const { name, bytes } = await this.read.file(signer, pathId<DocumentId>(documentId));
    sendAttachment(response, bytes, name, 'application/pdf');
  }

  @Post('pages')
  @HttpCode(204)
  @Policy(theSigner)
  @Operation({
    summary: 'Say which pages were on the screen (recorded)',
    problems: ['not-found', 'pdf-page-missing', 'not-your-turn'],
  })
  async pagesShown(
    @Signer() signer: SignerCaller,
    @Body({ schema: pagesInput }) input: z.infer<typeof pagesInput>,
  ): Promise<void> {
    await this.notePages.run(signer, asId<DocumentId>(input.documentId), [...new Set(input.pageNumbers)]);
  }

  @Post('consent')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({
    summary: 'Agree to sign electronically',
    answer: signingState,
    problems: ['consent-version-unknown', 'document-hash-mismatch', 'not-your-turn', ...ended],
  })
  async consent(
    @Signer() signer: SignerCaller,
    @Body({ schema: consentInput }) input: z.infer<typeof consentInput>,
    @Headers('accept-language') languages: string | undefined,
  ) {
    const { version, documents } = input;
    const shown = { version, documents: toShown(documents) };
    await this.step.consent(signer, shown, preferredLanguage(languages));
    return this.read.state(signer);
  }

  @Put('fields/:id')
  @Policy(theSigner)
  @Operation({
    summary: 'Fill in a field',
    answer: filledView,
    problems: ['field-unknown', 'field-locked', 'field-value-invalid', 'text-undrawable', 'consent-required'],
  })
  async fill(
    @Signer() signer: SignerCaller,
    @Param('id') id: string,
    @Body({ schema: fillInput }) input: z.infer<typeof fillInput>,
  ) {
    return { id, value: await this.fillField.run(signer, pathId<FieldId>(id), input.value) };
  }

  @Post('complete')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({
    summary: 'Sign, or approve, all documents',
    description: 'Repeating it changes nothing and answers the same.',
    answer: signingState,
    problems: ['fields-missing', 'document-hash-mismatch', 'consent-required', 'not-your-turn', ...ended],
  })
  async complete(
    @Signer() signer: SignerCaller,
    @Body({ schema: completeInput }) input: z.infer<typeof completeInput>,
  ) {
    await this.completeSigning.run(signer, toShown(input.documents));
    return this.read.state(signer);
  }

  @Post('decline')
  @HttpCode(200)
  @Policy(theSigner)
  @Operation({
    summary: 'Decline',
    answer: signingState,
    problems: ['already-completed', 'not-your-turn', ...ended],
  })
  async decline(
    @Signer() signer: SignerCaller,
    @Body({ schema: declineInput }) input: z.infer<typeof declineInput>,
  ) {
    await this.step.decline(signer, input.reason);
    return this.read.state(signer);
  }

  @Post('leave')
  @HttpCode(204)
  @Policy(theSigner)
  @Operation({ summary: 'End the session in this browser' })
  async leave(@Signer() signer: SignerCaller, @Res({ passthrough: true }) response: Response) {
    await this.leaveSigning.run(signer);
    const { publicUrl } = this.settings;
    response.clearCookie(signerCookieName(publicUrl), signerCookieOptions(publicUrl));
  }
}

function pageOf(documentId: string, pageNumber: string): PageOfDocument {
  return { documentId: pathId<DocumentId>(documentId), pageNumber: pathPageNumber(pageNumber) };
}

function traceOf(request: SealwrightRequest): StrangersTrace {
  return { ip: request.ip ?? '', userAgent: (request.headers['user-agent'] ?? '').slice(0, 512) };
}
