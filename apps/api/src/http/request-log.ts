import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import type { SealwrightRequest } from './request.js';

/**
 * Gives each request an id and writes one line when it is answered. No headers, no query, no body: a line that never
 * held a token, a cookie or a name cannot leak one.
 */
export function requestLog(logger: Logger) {
  return (incoming: Request, response: Response, next: NextFunction): void => {
    const request: SealwrightRequest = incoming;
    const requestId = randomUUID();
    const startedMs = performance.now();
    request.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    const { method, path } = request;
    response.on('close', () => {
      const durationMs = Math.round((performance.now() - startedMs) * 10) / 10;
      const status = response.writableFinished ? response.statusCode : 499;
      const line = {
        requestId,
        method,
        path: masked(path),
        status,
        durationMs,
        ip: request.ip,
        caller: callerOf(request),
      };
      if (path === '/healthz' || path === '/readyz') logger.debug(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}

/** The one secret that stands in a path of the api: a download address, good for a minute. */
function masked(path: string): string {
  return path.replace(/(\/downloads\/).+/, '$1…');
}

function callerOf({ caller }: SealwrightRequest): string {
  if (caller?.kind === 'member') return `${caller.via}:${caller.apiKeyId ?? caller.userId}`;
  return caller?.kind === 'signer' ? `recipient:${caller.recipientId}` : 'visitor';
}
