import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { ApiKeyId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import { apiScopes, type MemberCaller } from '../../http/caller.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageOf, pathId } from '../../http/parameters.js';
import { admins, anybodyHere, Policy } from '../../http/policy.decorator.js';
import type { StoredApiKey } from '../../ports/api-key-repository.js';
import { ApiKeys } from './api-keys.js';

const meView = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    role: z.enum(['owner', 'admin', 'member', 'auditor']),
    scopes: z.array(z.string()),
    auditsUntil: z.iso.datetime().nullable().describe('When an auditor’s access ends'),
  })
  .meta({ id: 'Me' });

const apiKeyView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe('How the secret begins'),
    scopes: z.array(z.string()),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });

const createdView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.string()),
    secret: z.string().describe('Shown once'),
  })
  .meta({ id: 'CreatedApiKey' });

const createInput = z
  .strictObject({
    name: z.string().trim().min(1, 'Give the key a name.').max(100),
    scopes: z.array(z.enum(apiScopes)).min(1, 'Choose at least one scope.').max(apiScopes.length),
  })
  .meta({ id: 'ApiKeyCreate' });

@Controller('api/v1')
export class AccountsController {
  constructor(@Inject(ApiKeys) private readonly apiKeys: ApiKeys) {}

  @Get('me')
  @Policy(anybodyHere)
  @Operation({ summary: 'Who you are here', answer: meView })
  me(@Member() caller: MemberCaller) {
    const { userId: id, name, email, organisationId, organisationName, role, scopes } = caller;
    return {
      user: { id, name, email },
      organisation: { id: organisationId, name: organisationName },
      ...{ role, scopes: [...scopes] },
      auditsUntil: caller.auditsUntil?.toISOString() ?? null,
    };
  }

  @Get('api-keys')
  @Policy(admins)
  @Operation({ summary: 'List API keys', answer: pageOf(apiKeyView) })
  async list(@Member() caller: MemberCaller) {
    const keys = await this.apiKeys.list(caller.organisationId);
    return { items: keys.map(toView), nextCursor: null };
  }

  @Post('api-keys')
  @HttpCode(201)
  @Policy(admins)
  @Operation({
    summary: 'Make an API key',
    description: 'The secret is in this answer only.',
    answer: createdView,
    shownOnce: ['secret'],
  })
  async create(
    @Member() caller: MemberCaller,
    @Body({ schema: createInput }) input: z.infer<typeof createInput>,
  ) {
    const { key, secret } = await this.apiKeys.create(caller, input);
    return { id: key.id, name: key.name, scopes: [...key.scopes], secret };
  }

  @Delete('api-keys/:id')
  @HttpCode(204)
  @Policy(admins)
  @Operation({ summary: 'Revoke an API key' })
  async revoke(@Member() caller: MemberCaller, @Param('id') id: string) {
    await this.apiKeys.revoke(caller, pathId<ApiKeyId>(id));
  }
}

function toView(key: StoredApiKey): z.infer<typeof apiKeyView> {
  const { id, name, prefix, scopes, createdAt, lastUsedAt, revokedAt } = key;
  return {
    ...{ id, name, prefix, scopes: [...scopes] },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
