import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { AppError } from '../../domain/app-error.js';
import { Operation } from '../../http/operation.decorator.js';
import { everyone, Policy } from '../../http/policy.decorator.js';
import { RateLimiter } from '../../http/rate-limiter.js';
import type { SealwrightRequest } from '../../http/request.js';
import { LogFiles } from './log-files.js';

const PREFIX = '/log/';
const text = 'text/plain; charset=utf-8';
const forEver = 'public, max-age=31536000, immutable';
const shortly = 'public, max-age=1, must-revalidate';

/** A log of a million entries is read in three minutes. */
const readersLimit = { burst: 2_000, perMinute: 3_000 };

/**
 * The log as C2SP tlog-tiles: existing clients and witnesses read it, pages of any origin too. Nothing here is secret or
 * personal.
 */
@Controller('log')
@Policy(everyone)
export class LogController {
  private readonly limiter = new RateLimiter(readersLimit);

  constructor(@Inject(LogFiles) private readonly files: LogFiles) {}

  @Get('checkpoint')
  @Operation({ summary: 'The newest signed checkpoint (C2SP tlog-checkpoint)', file: 'text/plain' })
  checkpoint(@Req() request: SealwrightRequest, @Res() response: Response) {
    return this.sendCheckpoint(1, request, response);
  }

  @Get('keys')
  @Operation({ summary: 'The verifier keys of the log, one a line', file: 'text/plain' })
  keys(@Req() request: SealwrightRequest, @Res() response: Response) {
    return this.sendKeys(1, request, response);
  }

  @Get('tile/*path')
  @Operation({ summary: 'A tile of hashes or a bundle of entries', file: 'application/octet-stream' })
  tile(@Req() request: SealwrightRequest, @Res() response: Response) {
    return this.sendTile(1, request, response);
  }

  @Get(':number/checkpoint')
  @Operation({ summary: 'The checkpoint of a log that was begun after a restore', file: 'text/plain' })
  laterCheckpoint(
    @Param('number') number: string,
    @Req() request: SealwrightRequest,
    @Res() response: Response,
  ) {
    return this.sendCheckpoint(later(number), request, response);
  }

  @Get(':number/keys')
  @Operation({ summary: 'The verifier keys of a log that was begun after a restore', file: 'text/plain' })
  laterKeys(@Param('number') number: string, @Req() request: SealwrightRequest, @Res() response: Response) {
    return this.sendKeys(later(number), request, response);
  }

  @Get(':number/tile/*path')
  @Operation({
    summary: 'A tile or a bundle of entries of a log that was begun after a restore',
    file: 'application/octet-stream',
  })
  laterTile(@Param('number') number: string, @Req() request: SealwrightRequest, @Res() response: Response) {
    return this.sendTile(later(number), request, response);
  }

  private async sendCheckpoint(log: number, request: SealwrightRequest, response: Response) {
    this.limiter.take(request.ip ?? '');
    sendPublic(response, new TextEncoder().encode(await this.files.checkpoint(log)), text, shortly);
  }

  private async sendKeys(log: number, request: SealwrightRequest, response: Response) {
    this.limiter.take(request.ip ?? '');
    sendPublic(response, new TextEncoder().encode(await this.files.verifierKeys(log)), text, shortly);
  }

  private async sendTile(log: number, request: SealwrightRequest, response: Response) {
    this.limiter.take(request.ip ?? '');
    // As it was sent, not as a router decodes it: there is one spelling of each tile.
    const path = request.originalUrl.slice(log === 1 ? PREFIX.length : `${PREFIX}${log}/`.length);
    sendPublic(response, await this.files.tile(log, path), 'application/octet-stream', forEver);
  }
}

/** One spelling of each number: a folder name is made of it. @throws AppError `not-found` */
function later(number: string): number {
  if (/^[1-9][0-9]{0,5}$/.test(number) && number !== '1') return Number(number);
  throw new AppError('not-found', 'There is no such log.');
}

function sendPublic(response: Response, bytes: Uint8Array, type: string, cacheControl: string): void {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', cacheControl);
  response.setHeader('Content-Length', String(bytes.byteLength));
  response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
