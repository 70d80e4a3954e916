import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.js';
import { Operation } from '../../http/operation.decorator.js';
import { everyone, members, Policy } from '../../http/policy.decorator.js';
import { sendAttachment } from '../../http/send-bytes.js';
import type { ServiceStatus } from '../../ports/service-health.js';
import { PlatformStatus, type ShownKey } from './platform-status.js';

const instant = z.iso.datetime();
const serviceState = z.enum(['ok', 'waiting', 'failed']);
const sealKeyView = z.object({
  id: z.uuid(),
  label: z.string(),
  algorithm: z.string(),
  origin: z.enum(['generated-in-token', 'imported', 'unknown']),
  exportable: z.boolean(),
  softToken: z.boolean(),
  token: z.object({ manufacturer: z.string(), model: z.string(), serial: z.string() }),
  fingerprint: z.string().describe('SHA-256 of the public key (SubjectPublicKeyInfo)'),
  subject: z.string(),
  notBefore: instant,
  notAfter: instant,
  state: z.enum(['active', 'retired']),
  lastSelfTestAt: instant.nullable(),
  probe: z.json().describe('The attributes the token stated and the exports that were tried'),
  health: z.object({ state: serviceState, detail: z.string(), since: instant }),
});
const serviceView = z.object({
  name: z.string(),
  state: serviceState,
  code: z.string().nullable(),
  detail: z.string(),
  since: instant,
  nextAttemptAt: instant.nullable(),
});

@Controller('api/v1')
export class KeysController {
  constructor(@Inject(PlatformStatus) private readonly status: PlatformStatus) {}

  @Get('seal-keys')
  @Policy(members('keys:read'))
  @Operation({
    summary: 'The keys that seal, and whether they may leave their token',
    answer: z.array(sealKeyView),
  })
  async keys() {
    return (await this.status.keys()).map(toKeyView);
  }

  @Get('trust.pem')
  @Policy(everyone)
  @Operation({
    summary: 'The root certificates sealed files are verified with',
    file: 'application/x-pem-file',
  })
  async trust(@Res() response: Response) {
    const pem = await this.status.trustPem();
    if (pem === '') throw new AppError('seal-key-missing', 'No seal key is registered yet.');
    sendAttachment(response, new TextEncoder().encode(pem), 'trust.pem', 'application/x-pem-file');
  }

  @Get('platform')
  @Policy(members('keys:read'))
  @Operation({
    summary: 'What each part of the platform is doing or waiting for',
    answer: z.object({ services: z.array(serviceView) }),
  })
  async platform() {
    return { services: (await this.status.services()).map(toServiceView) };
  }
}

function toKeyView({ key, health }: ShownKey): z.output<typeof sealKeyView> {
  const { id, label, algorithm, origin, exportable, softToken, subject, state } = key;
  return {
    ...{ id, label, algorithm, origin, exportable, softToken, subject, state },
    token: { manufacturer: key.tokenManufacturer, model: key.tokenModel, serial: key.tokenSerial },
    fingerprint: key.fingerprintSha256Hex,
    notBefore: key.notBefore.toISOString(),
    notAfter: key.notAfter.toISOString(),
    lastSelfTestAt: key.lastSelfTestAt?.toISOString() ?? null,
    probe: key.probe as z.output<ReturnType<typeof z.json>>,
    health: { state: health.state, detail: health.detail, since: health.since.toISOString() },
  };
}

function toServiceView({
  name,
  state,
  code,
  detail,
  since,
  nextAttemptAt,
}: ServiceStatus): z.output<typeof serviceView> {
  return {
    name,
    state,
    code,
    detail,
    since: since.toISOString(),
    nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
  };
}
