import { Readable } from 'node:stream';
import { SigningError } from '@sealwright/signing-core';
import { MemoryLocker, Server } from '@tus/server';
import { ERRORS } from '@tus/utils';
import type { Request as ExpressRequest, Response as ExpressResponse } from 'express';
import { AppError } from '../../domain/app-error.js';
import type { UploadId } from '../../domain/ids.js';
import type { HttpSettings } from '../../http/http-settings.js';
import { tooLarge } from '../../http/read-upload.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { UploadSpool } from '../../ports/upload-spool.js';
import type { Uploader } from './find-upload.js';
import { TusStore } from './tus-store.js';

const PATH = '/api/v1/uploads';
/** What the protocol reads and writes; nothing else of a request reaches its server, nor of its answer the caller. */
const ASKED = ['content-length', 'content-type'];
const SPOKEN = /^(tus-|upload-)/;
const ANSWERED = /^(tus-|upload-|location$)/;

/**
 * The tus 1.0 protocol (tus.io) over our own rows and spool. Its own faults come out as our problems; CORS is left out,
 * as the whole api is for its own origin.
 */
export class TusEndpoint {
  /** A second request for an upload makes a first one, which may hang on a dead line, let go. */
  private readonly locker = new MemoryLocker({ acquireLockTimeout: 10_000 });

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly spool: UploadSpool,
    private readonly ids: Ids,
    private readonly settings: HttpSettings,
  ) {}

  /** Sets status and headers of the answer; there is no body. */
  async answer(uploader: Uploader, request: ExpressRequest, response: ExpressResponse): Promise<void> {
    const thrown: unknown[] = [];
    const server = new Server({
      ...{ path: PATH, relativeLocation: true, locker: this.locker, maxSize: this.settings.maxUploadBytes },
      datastore: new TusStore(this.unitOfWork, this.spool, uploader),
      namingFunction: () => this.ids.uuid<UploadId>(),
      onResponseError: (_request, error) => {
        thrown.push(error);
        return undefined;
      },
    });
    const answer = await server.handleWeb(this.asWebRequest(request));
    answer.headers.forEach((value, name) => {
      if (ANSWERED.test(name)) response.setHeader(name, value);
    });
    if (answer.status >= 400) throw this.toProblem(answer.status, thrown[0]);
    response.status(answer.status);
  }

  private asWebRequest(request: ExpressRequest): Request {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if ((SPOKEN.test(name) || ASKED.includes(name)) && typeof value === 'string') headers.set(name, value);
    }
    const takesBody = request.method === 'POST' || request.method === 'PATCH';
    return new Request(new URL(request.originalUrl, this.settings.publicUrl), {
      ...{ method: request.method, headers },
      ...(takesBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' }),
    });
  }

  private toProblem(status: number, thrown: unknown): AppError | SigningError {
    if (thrown instanceof AppError || thrown instanceof SigningError) return thrown;
    if (thrown === ERRORS.ERR_SIZE_EXCEEDED) {
      return new AppError('payload-too-large', 'More was sent than Upload-Length says.');
    }
    if (thrown === ERRORS.ABORTED) return new AppError('body-malformed', 'The upload broke off.');
    switch (status) {
      case 404:
        return new AppError('not-found', 'There is no such upload. Begin a new one.');
      case 409:
        return new AppError(
          'upload-offset-wrong',
          'Upload-Offset is not where this upload stands. Ask with HEAD.',
        );
      case 410:
        return new AppError('upload-expired', 'This upload was left for more than a day. Begin a new one.');
      case 412:
        return new AppError('tus-version-unsupported', 'Send Tus-Resumable: 1.0.0.');
      case 413:
        return tooLarge(this.settings.maxUploadBytes);
      case 400:
      case 403:
      case 501:
        return new AppError(
          'upload-header-invalid',
          'A header of the tus protocol is missing or does not fit.',
        );
      default:
        return new AppError('storage-unavailable', 'The upload cannot be kept at the moment.', {
          cause: thrown,
        });
    }
  }
}
