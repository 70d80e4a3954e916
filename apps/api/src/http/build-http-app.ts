import { createHash } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { AppError } from '../domain/app-error.js';
import { bodySchemaPipe } from './body-schema.pipe.js';
import { NestLog } from './nest-log.js';
import { assertEveryRouteDeclared } from './policy-check.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';
import type { SealwrightRequest } from './request.js';
import { requestLog } from './request-log.js';
import { readRoutes } from './route-table.js';

/** Large enough for 2,000 fields or a drawn signature; files come as multipart with a limit of their own. */
const JSON_LIMIT = '2mb';

export interface HttpAppOptions {
  readonly module: DynamicModule;
  /** Under which the module provides the logger of the process. */
  readonly loggerToken: symbol;
  readonly trustedProxies: readonly string[];
  /** Answers /api/auth; built from the module once it stands. */
  readonly authRoutes: (app: NestExpressApplication) => RequestHandler;
}

/**
 * The HTTP application, ready to listen.
 *
 * @throws Error when a route has no policy: the process must not start.
 */
export async function buildHttpApp(options: HttpAppOptions): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(options.module, {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
  });
  const logger = app.get<Logger>(options.loggerToken, { strict: false });
  app.useLogger(new NestLog(logger));
  assertEveryRouteDeclared(readRoutes(app.get(DiscoveryService, { strict: false })));
  const problems = new ProblemDetailsFilter(logger);
  app.set('trust proxy', [...options.trustedProxies]);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(requestLog(logger), securityHeaders(), noStore);
  app.use('/api/auth', options.authRoutes(app));
  app.use(jsonBody());
  // Parsers fail before any route is chosen, where Nest's filter does not reach.
  app.use((error: unknown, request: SealwrightRequest, response: Response, _next: NextFunction) =>
    problems.answer(error, request, response),
  );
  app.useGlobalPipes(bodySchemaPipe());
  app.useGlobalFilters(problems);
  return app;
}

/** Answers of an API: nothing in them is ever run, framed or guessed at. */
function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
  });
}

function noStore(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  next();
}

function jsonBody(): RequestHandler {
  return express.json({
    limit: JSON_LIMIT,
    strict: false,
    verify: (request, _response, bytes) => {
      if (bytes.includes(0)) throw new AppError('body-malformed', 'The body holds NUL bytes.');
      (request as SealwrightRequest).bodySha256 = createHash('sha256').update(bytes).digest();
    },
  });
}
