import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Response } from 'express';
import { AppError } from '../domain/app-error.js';
import { docsAsset, docsPage } from './docs-page.js';
import { HttpSettings } from './http-settings.js';
import { describeApi, type OpenApiDocument } from './openapi.js';
import { Operation } from './operation.decorator.js';
import { everyone, Policy } from './policy.decorator.js';
import { readRoutes } from './route-table.js';

/** The API's description, for programs and for people. */
@Controller('api')
export class DescriptionController {
  private document: OpenApiDocument | null = null;

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(HttpSettings) private readonly settings: HttpSettings,
  ) {}

  @Get('v1/openapi.json')
  @Policy(everyone)
  @Operation({ summary: 'This description' })
  openapi(@Res({ passthrough: true }) response: Response): OpenApiDocument {
    response.setHeader('Cache-Control', 'public, max-age=300');
    this.document ??= describeApi(readRoutes(this.discovery), this.settings.publicUrl.origin);
    return this.document;
  }

  @Get('docs')
  @Policy(everyone)
  @Operation({ summary: 'The description for people', file: 'text/html' })
  docs(@Res() response: Response): void {
    // Swagger UI sets style attributes from script; everything else comes from this origin.
    response.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    response.type('html').send(docsPage);
  }

  @Get('docs/assets/:name')
  @Policy(everyone)
  @Operation({ summary: 'A file of the docs page', file: 'application/octet-stream' })
  asset(@Param('name') name: string, @Res() response: Response): void {
    const asset = docsAsset(name);
    if (asset === null) throw new AppError('not-found', 'There is nothing at this address.');
    response.setHeader('Cache-Control', 'public, max-age=3600');
    response.type(asset.type).send(asset.bytes);
  }
}
