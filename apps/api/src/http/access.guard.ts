import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '../domain/app-error.js';
import { AccessLookups } from '../ports/access-lookups.js';
import type { MemberRecord } from '../ports/members.js';
import { asRunningAuditor, auditorsReadOnly } from './auditor-access.js';
import { apiScopes, type Caller, type MemberCaller, type PublicCaller, type SignerCaller } from './caller.js';
import { readCookie } from './cookies.js';
import { HttpSettings, signerCookieName } from './http-settings.js';
import { NoteKeyRefusal } from './note-key-refusal.js';
import { NoteKeyUse } from './note-key-use.js';
import { type AccessPolicy, POLICY } from './policy.decorator.js';
import type { SealwrightRequest } from './request.js';
import { assertSameOrigin } from './same-origin.js';
import { SessionReader } from './session-reader.js';

/** Finds out who calls and holds it against the policy of the route. Nothing else in the edge decides who may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SessionReader) private readonly sessions: SessionReader,
    @Inject(AccessLookups) private readonly lookups: AccessLookups,
    @Inject(HttpSettings) private readonly settings: HttpSettings,
    @Inject(NoteKeyUse) private readonly noteKeyUse: NoteKeyUse,
    @Inject(NoteKeyRefusal) private readonly noteKeyRefusal: NoteKeyRefusal,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<AccessPolicy | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    // The boot check makes this impossible; should it ever fail, nobody gets in.
    if (policy === undefined) throw new AppError('forbidden', 'This route has no access policy.');
    const request = context.switchToHttp().getRequest<SealwrightRequest>();
    request.caller = await this.identify(policy, request);
    return true;
  }

  private identify(policy: AccessPolicy, request: SealwrightRequest): Promise<Caller> | Caller {
    switch (policy.who) {
      case 'everyone':
        assertSameOrigin(request, this.settings.publicUrl);
        return visitor(request);
      case 'signer':
        assertSameOrigin(request, this.settings.publicUrl);
        return this.signer(request);
      case 'member':
        return this.member(request, policy.scope);
      case 'admin':
        return this.withRole(request, ['admin', 'owner']);
      case 'auditor':
        return this.withRole(request, ['auditor', 'admin', 'owner']);
      case 'anybody-here':
        return this.anybodyHere(request);
    }
  }

  private async signer(request: SealwrightRequest): Promise<SignerCaller> {
    const cookie = readCookie(request.headers.cookie, signerCookieName(this.settings.publicUrl));
    // A missing cookie costs the same look-up as a wrong one.
    const session = await this.lookups.resolveSignerSession(sha256(cookie ?? ''));
    if (session === null) {
      throw new AppError('signer-session-missing', 'Open the link from your mail again to continue.');
    }
    const { organisationId, envelopeId, recipientId, sessionId } = session;
    const { ip, userAgent } = visitor(request);
    const actor = { kind: 'recipient', id: recipientId } as const;
    return {
      kind: 'signer',
      organisationId,
      envelopeId,
      recipientId,
      sessionId,
      context: { actor, ip, userAgent },
    };
  }

  private member(request: SealwrightRequest, scope: string | null): Promise<MemberCaller> {
    const authorization = request.headers.authorization;
    if (authorization !== undefined) return this.byApiKey(request, authorization, scope);
    assertSameOrigin(request, this.settings.publicUrl);
    return this.memberBySession(request);
  }

  private async memberBySession(request: SealwrightRequest): Promise<MemberCaller> {
    const caller = await this.bySession(request);
    if (caller.role === 'auditor') throw auditorsReadOnly();
    return caller;
  }

  private anybodyHere(request: SealwrightRequest): Promise<MemberCaller> {
    return request.headers.authorization === undefined ? this.bySession(request) : this.member(request, null);
  }

  private async withRole(request: SealwrightRequest, roles: readonly string[]): Promise<MemberCaller> {
    if (request.headers.authorization !== undefined) {
      throw new AppError('forbidden', 'API keys cannot do this; sign in as an administrator.');
    }
    assertSameOrigin(request, this.settings.publicUrl);
    const caller = await this.bySession(request);
    if (roles.includes(caller.role)) return caller;
    if (caller.role === 'auditor') throw auditorsReadOnly();
    throw new AppError('forbidden', 'Only an administrator of your organisation can do this.');
  }

  private async bySession(request: SealwrightRequest): Promise<MemberCaller> {
    const session = await this.sessions.fromCookies(request.headers.cookie);
    if (session === null) throw new AppError('unauthenticated', 'Sign in to continue.');
    const { ip, userAgent } = visitor(request);
    const context = {
      actor: { kind: 'user', id: session.userId },
      ...{ name: session.name, email: session.email, ip, userAgent },
    } as const;
    const caller = { kind: 'member', via: 'session', ...session, scopes: apiScopes, context } as const;
    // With every request: who was let in for a time is out the moment it has passed or somebody ends it.
    return caller.role === 'auditor' ? await asRunningAuditor(this.lookups, caller) : caller;
  }

  private async byApiKey(
    request: SealwrightRequest,
    authorization: string,
    scope: string | null,
  ): Promise<MemberCaller> {
    const secret = /^Bearer (sw_[A-Za-z0-9_-]{43})$/i.exec(authorization)?.[1];
    const key = await this.lookups.resolveApiKey(sha256(secret ?? ''));
    const maker = key && (await this.sessions.asMember(key.createdBy, key.organisationId));
    if (key === null || maker === null || maker.role === 'auditor') {
      await this.noteRevoked(sha256(secret ?? ''), request);
      throw new AppError('api-key-invalid', 'This API key is not accepted.');
    }
    if (scope !== null && !key.scopes.includes(scope)) {
      const { organisationId, apiKeyId } = key;
      const refused = { organisationId, apiKeyId, code: 'scope-missing', scope } as const;
      this.noteKeyRefusal.run(refused, visitor(request));
      throw new AppError('scope-missing', `This API key lacks the scope ${scope}.`);
    }
    this.noteKeyUse.run(key.organisationId, key.apiKeyId);
    return memberByKey(maker, key.apiKeyId, key.scopes, visitor(request));
  }

  private async noteRevoked(secretHash: Uint8Array, request: SealwrightRequest): Promise<void> {
    const revoked = await this.lookups.resolveRevokedApiKey(secretHash);
    if (revoked !== null) this.noteKeyRefusal.run({ ...revoked, code: 'api-key-revoked' }, visitor(request));
  }
}

function memberByKey(
  maker: MemberRecord,
  apiKeyId: NonNullable<MemberCaller['apiKeyId']>,
  scopes: readonly string[],
  { ip, userAgent }: PublicCaller,
): MemberCaller {
  const actor = { kind: 'api-key', id: apiKeyId } as const;
  return { kind: 'member', via: 'api-key', ...maker, scopes, apiKeyId, context: { actor, ip, userAgent } };
}

export function visitor(request: SealwrightRequest): PublicCaller {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 512);
  return { kind: 'public', ip: request.ip ?? '', userAgent };
}

function sha256(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
