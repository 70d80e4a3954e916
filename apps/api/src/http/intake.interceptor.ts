import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { catchError, finalize, from, type Observable, of, switchMap } from 'rxjs';
import { AppError } from '../domain/app-error.js';
import type { UploadId } from '../domain/ids.js';
import { IdempotencyStore, type IdempotencyVerdict } from '../ports/idempotency-store.js';
import { Ids } from '../ports/ids.js';
import { UploadSpool } from '../ports/upload-spool.js';
import type { Caller } from './caller.js';
import { HttpSettings } from './http-settings.js';
import { BYTES, OPERATION, type Operation, UPLOAD } from './operation.decorator.js';
import { readUpload } from './read-upload.js';
import type { SealwrightRequest } from './request.js';
import { assertMediaType, type BodyType } from './same-origin.js';

/** What is remembered of an answer: enough to give it again. */
interface StoredAnswer {
  readonly body: unknown;
  readonly etag?: string;
  readonly location?: string;
}

/** One request with a key, on its way. */
interface Attempt {
  readonly key: string;
  readonly shownOnce: readonly string[];
  readonly request: SealwrightRequest;
  readonly response: Response;
  readonly next: CallHandler;
}

/**
 * Takes the body in (media type, upload) and honours Idempotency-Key on POST: the first request with a key runs, equal
 * ones get its answer again, others are refused. A request that was refused changed nothing and frees its key.
 */
@Injectable()
export class IntakeInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(IdempotencyStore) private readonly store: IdempotencyStore,
    @Inject(HttpSettings) private readonly settings: HttpSettings,
    @Inject(UploadSpool) private readonly spool: UploadSpool,
    @Inject(Ids) private readonly ids: Ids,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<SealwrightRequest>();
    const handler = context.getHandler();
    const shownOnce = this.reflector.get<Operation | undefined>(OPERATION, handler)?.shownOnce ?? [];
    return from(this.takeIn(request, this.bodyTypeOf(handler))).pipe(
      switchMap((key) => {
        if (key === null) return next.handle();
        return this.once({ key, shownOnce, request, response: http.getResponse(), next });
      }),
      // What a crash leaves behind is found by the sweep.
      finalize(() => void request.upload?.remove().catch(() => undefined)),
    );
  }

  private bodyTypeOf(handler: ReturnType<ExecutionContext['getHandler']>): BodyType {
    if (this.reflector.get<boolean | undefined>(UPLOAD, handler)) return 'multipart/form-data';
    const takesBytes = this.reflector.get<boolean | undefined>(BYTES, handler);
    return takesBytes ? 'application/offset+octet-stream' : 'application/json';
  }

  private async takeUpload(request: SealwrightRequest): Promise<void> {
    const organisationId = organisationOf(request.caller);
    if (organisationId === null) throw new AppError('forbidden', 'Only members can upload files.');
    const { spool } = this;
    const uploadId = this.ids.uuid<UploadId>();
    const room = { spool, organisationId, uploadId, maxBytes: this.settings.maxUploadBytes };
    request.upload = await readUpload(request, room);
  }

  /** @returns the stored form of the idempotency key, null when the request has none. */
  private async takeIn(request: SealwrightRequest, bodyType: BodyType): Promise<string | null> {
    assertMediaType(request, bodyType);
    if (bodyType === 'multipart/form-data') await this.takeUpload(request);
    const header = request.headers['idempotency-key'];
    if (header === undefined || request.method !== 'POST' || organisationOf(request.caller) === null)
      return null;
    if (typeof header !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(header)) {
      const sentence = 'Idempotency-Key takes 8 to 128 visible ASCII characters without spaces.';
      throw new AppError('idempotency-key-invalid', sentence);
    }
    // Each caller has keys of their own: nobody can read or block another's answer by guessing a key.
    return `${callerName(request.caller)}:${header}`;
  }

  private once(attempt: Attempt): Observable<unknown> {
    const { key, request, response, next } = attempt;
    const organisationId = organisationOf(request.caller);
    if (organisationId === null) return next.handle();
    const route = `POST ${request.path}`;
    const begun = this.store.begin(organisationId, { key, route, requestHash: hashOf(request) });
    const run = (verdict: IdempotencyVerdict): Observable<unknown> => {
      if (verdict.state === 'replay') return of(replay(verdict, response));
      return next.handle().pipe(
        switchMap((body) => from(this.keep(organisationId, attempt, body))),
        catchError((error) => from(this.forget(organisationId, key, error))),
      );
    };
    return from(begun).pipe(switchMap(run));
  }

  private async keep(
    organisationId: Parameters<IdempotencyStore['complete']>[0],
    { key, shownOnce, response }: Attempt,
    body: unknown,
  ): Promise<unknown> {
    const [etag, location] = [response.getHeader('ETag'), response.getHeader('Location')];
    const kept = JSON.parse(JSON.stringify(body ?? null), (name, value) =>
      shownOnce.includes(name) ? null : value,
    );
    const answer: StoredAnswer = {
      body: kept,
      ...(typeof etag === 'string' && { etag }),
      ...(typeof location === 'string' && { location }),
    };
    await this.store.complete(organisationId, key, response.statusCode, answer);
    return body;
  }

  private async forget(
    organisationId: Parameters<IdempotencyStore['abandon']>[0],
    key: string,
    error: unknown,
  ): Promise<never> {
    // A refusal changed nothing. After an unknown fault the key is freed as well: every write is one transaction, and
    // the natural keys of the rows decide whether it had happened.
    await this.store.abandon(organisationId, key).catch(() => undefined);
    throw error;
  }
}

function replay(verdict: Extract<IdempotencyVerdict, { state: 'replay' }>, response: Response): unknown {
  const answer = verdict.response as StoredAnswer;
  response.status(verdict.status).setHeader('Idempotency-Replayed', 'true');
  if (answer.etag !== undefined) response.setHeader('ETag', answer.etag);
  if (answer.location !== undefined) response.setHeader('Location', answer.location);
  return answer.body ?? undefined;
}

function hashOf(request: SealwrightRequest): Uint8Array {
  const body = request.upload?.sha256 ?? request.bodySha256 ?? new Uint8Array();
  return createHash('sha256')
    .update(`${request.originalUrl}\0${request.headers['if-match'] ?? ''}\0`)
    .update(body)
    .digest();
}

function organisationOf(caller: Caller | undefined) {
  return caller === undefined || caller.kind === 'public' ? null : caller.organisationId;
}

function callerName(caller: Caller | undefined): string {
  if (caller?.kind === 'signer') return `recipient:${caller.recipientId}`;
  if (caller?.kind === 'member') return caller.apiKeyId ? `key:${caller.apiKeyId}` : `user:${caller.userId}`;
  return 'visitor';
}
