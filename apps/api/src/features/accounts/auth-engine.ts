import { prismaAdapter } from '@better-auth/prisma-adapter';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import type { AccountRequest } from './account-record.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { limitPerAccount, type NoteRefusal, noteRefusals } from './refused-at-the-door.js';
import { sessionCookiePrefix } from './session-cookie.js';
import { tellRefusal } from './tell-refusal.js';

export interface AuthEngineOptions {
  /** Prisma's client, audited; better-auth owns the tables user, session, account, verification, organization, member, invitation. */
  readonly database: object;
  readonly secret: string;
  readonly publicUrl: URL;
  readonly newId: () => string;
  /** What a fault beneath the library means, such as a database that is away; that is thrown instead. */
  readonly explain: (fault: unknown) => unknown;
  /** Runs the work of one request; what is changed meanwhile is recorded as asked for by it. */
  readonly during: (request: AccountRequest, work: () => Promise<Response>) => Promise<Response>;
  readonly noteRefusal: NoteRefusal;
}

/** Answers requests under /api/auth. */
export abstract class AuthEngine {
  /** @throws AppError whenever the answer is not a good one: `sign-in-refused`, `too-many-requests`, `database-unavailable`, … */
  abstract handle(request: Request): Promise<Response>;
}

/** Set by us from the connection; what a client sends under this name is thrown away. */
export const CLIENT_IP_HEADER = 'x-sealwright-client-ip';

const SESSION_LIFETIME_SECONDS = 7 * 86_400;
/** Sign-ins from one address per minute. */
const PER_ADDRESS = { window: 60, max: 30 };

/** better-auth with accounts by e-mail and password; accounts are made by an administrator, not by strangers. */
export function createAuthEngine(options: AuthEngineOptions): AuthEngine {
  const { secret, publicUrl, database } = options;
  const isTls = publicUrl.protocol === 'https:';
  const auth = betterAuth({
    appName: 'Sealwright',
    baseURL: publicUrl.origin,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: prismaAdapter(database, { provider: 'postgresql', transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      // The link comes by mail from the worker; whoever sets a password by it is then signed in nowhere else.
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // A copy of the database opens no account: only hashes of the links are kept.
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: SESSION_LIFETIME_SECONDS, disableSessionRefresh: true },
    trustedOrigins: [publicUrl.origin],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 120,
      customRules: { '/sign-in/email': PER_ADDRESS, '/reset-password': PER_ADDRESS },
    },
    advanced: {
      // Our own prefix says __Host-, which is stricter than the library's __Secure-.
      useSecureCookies: false,
      cookiePrefix: sessionCookiePrefix(publicUrl),
      // Said, because the library leaves the check out where NODE_ENV is "test", and a test must see what is served.
      disableOriginCheck: false,
      defaultCookieAttributes: { secure: isTls, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => options.newId() },
    },
    hooks: { before: limitPerAccount(options.noteRefusal), after: noteRefusals(options.noteRefusal) },
    // Refusals are answers, not log lines; a fault of ours is thrown, or the library would answer an empty 500.
    logger: { disabled: true },
    onAPIError: { throw: true },
    plugins: [organization({ allowUserToCreateOrganization: false })],
  });
  return {
    handle: async (request) => {
      const work = options.during(toAccountRequest(request), () => auth.handler(request));
      return await tellRefusal(await orExplain(work, options.explain));
    },
  };
}

function toAccountRequest({ url, headers }: Request): AccountRequest {
  return {
    path: new URL(url).pathname.slice('/api/auth'.length),
    ip: headers.get(CLIENT_IP_HEADER) ?? '',
    userAgent: (headers.get('user-agent') ?? '').slice(0, 512),
  };
}

async function orExplain<T>(work: Promise<T>, explain: AuthEngineOptions['explain']): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    throw explain(fault);
  }
}
