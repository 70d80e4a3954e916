import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { AuditError } from '@sealwright/audit';
import { SigningError } from '@sealwright/signing-core';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { AppError, type Fault } from '../domain/app-error.js';
import { problemCatalogue } from './problem-catalogue.js';
import type { SealwrightRequest } from './request.js';

/** RFC 9457, with the code once more as a member of its own for callers that do not want to cut it from `type`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance: string;
  readonly code?: string;
  readonly errors?: readonly Fault[];
}

/** The only place where a thrown thing becomes an answer. What nobody threw on purpose says nothing about itself. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<SealwrightRequest>(), http.getResponse<Response>());
  }

  answer(thrown: unknown, request: SealwrightRequest, response: Response): void {
    const requestId = request.requestId ?? '';
    const problem = toProblem(thrown, requestId);
    if (problem.status >= 500) this.logger.error({ err: thrown, requestId }, 'request failed');
    // The head is out (a stream broke in the middle): cutting the connection is the only honest answer left.
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const retryAfter = thrown instanceof AppError ? thrown.retryAfterSeconds : undefined;
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.removeHeader('ETag');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

export function toProblem(thrown: unknown, requestId: string): ProblemDocument {
  const error = asKnown(thrown);
  const instance = `urn:uuid:${requestId}`;
  if (error === null) return { type: 'about:blank', title: 'Internal Server Error', status: 500, instance };
  const { status, title } = problemCatalogue[error.code];
  const faults = error instanceof AppError ? faultsOf(error) : [];
  return {
    type: `/problems/${error.code}`,
    title,
    status,
    // Above 499 the cause is ours; the log has it, the caller gets the title. A passing condition may say so.
    ...(status < 500 || status === 503 || status === 507 ? { detail: error.message } : {}),
    instance,
    code: error.code,
    ...(faults.length > 0 ? { errors: faults } : {}),
  };
}

function faultsOf(error: AppError): readonly Fault[] {
  if (error.errors.length > 0) return error.errors;
  return error.pointer === undefined ? [] : [{ pointer: error.pointer, detail: error.message }];
}

function asKnown(thrown: unknown): AppError | SigningError | AuditError | null {
  if (thrown instanceof AppError || thrown instanceof SigningError || thrown instanceof AuditError)
    return thrown;
  if (thrown instanceof HttpException) return fromFramework(thrown);
  return isBodyParserError(thrown) ? fromBodyParser(thrown) : null;
}

/** Nest itself throws for unknown routes and for bodies no parser could read. */
function fromFramework(thrown: HttpException): AppError | null {
  const status = thrown.getStatus();
  if (status === 404) return new AppError('not-found', 'There is nothing at this address.');
  if (status === 413) return new AppError('payload-too-large', 'The request is too large.');
  if (status === 503) return new AppError('service-unavailable', 'Not available right now.');
  return status < 500 ? new AppError('body-malformed', 'The request cannot be read.') : null;
}

interface BodyParserError {
  readonly expose: boolean;
  readonly status: number;
}

/** As `http-errors` marks them; what could not be unpacked comes from zlib with these two members alone. */
function isBodyParserError(thrown: unknown): thrown is BodyParserError {
  return typeof thrown === 'object' && thrown !== null && 'expose' in thrown && 'status' in thrown;
}

function fromBodyParser(thrown: BodyParserError): AppError | null {
  if (thrown.status === 413) return new AppError('payload-too-large', 'The request is too large.');
  if (thrown.status === 415) return new AppError('unsupported-media-type', 'Send the body as UTF-8 JSON.');
  return thrown.status < 500 ? new AppError('body-malformed', 'The body is not valid JSON.') : null;
}
