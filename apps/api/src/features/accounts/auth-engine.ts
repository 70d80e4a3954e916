import { prismaAdapter } from '@better-auth/prisma-adapter';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { organization } from 'better-auth/plugins';
import { AppError } from '../../domain/app-error.js';
import { RateLimiter } from '../../http/rate-limiter.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { sessionCookiePrefix } from './session-cookie.js';

export interface AuthEngineOptions {
  /** Prisma's client; better-auth owns the tables user, session, account, verification, organization, member, invitation. */
  readonly database: object;
  readonly secret: string;
  readonly publicUrl: URL;
  readonly newId: () => string;
  /** What a fault beneath the library means, such as a database that is away; that is thrown instead. */
  readonly explain: (fault: unknown) => unknown;
  /** Called inside sign-in; when it throws, nobody is signed in. */
  readonly onSignedIn: (act: AccountAct) => Promise<void>;
  /** Called when a password was set with a mailed link. */
  readonly onPasswordSet: (act: AccountAct) => Promise<void>;
}

/** Who did something with an account, and from where. */
export interface AccountAct {
  readonly userId: string;
  readonly ip: string;
  readonly userAgent: string;
}

/** Answers requests under /api/auth. */
export abstract class AuthEngine {
  /** @throws AppError `database-unavailable`, `database-busy`, `service-unavailable` */
  abstract handle(request: Request): Promise<Response>;
}

/** Set by us from the connection; what a client sends under this name is thrown away. */
export const CLIENT_IP_HEADER = 'x-sealwright-client-ip';

const SESSION_LIFETIME_SECONDS = 7 * 86_400;
/** Sign-ins to one account, from wherever they come: slows stuffing down without locking anybody out for long. */
const PER_ACCOUNT = { burst: 20, perMinute: 10 };
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
    database: prismaAdapter(database, { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
      // The link comes by mail from the worker; whoever sets a password by it is then signed in nowhere else.
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }, request) =>
        options.onPasswordSet({
          userId: user.id,
          ip: request?.headers.get(CLIENT_IP_HEADER) ?? '',
          userAgent: request?.headers.get('user-agent') ?? '',
        }),
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
      defaultCookieAttributes: { secure: isTls, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: () => options.newId() },
    },
    hooks: { before: limitPerAccount() },
    databaseHooks: {
      session: {
        create: {
          after: ({ userId, ipAddress, userAgent }) =>
            options.onSignedIn({ userId, ip: ipAddress ?? '', userAgent: userAgent ?? '' }),
        },
      },
    },
    // Refusals are answers, not log lines; a fault of ours is thrown, or the library would answer an empty 500.
    logger: { disabled: true },
    onAPIError: { throw: true },
    plugins: [organization({ allowUserToCreateOrganization: false })],
  });
  return { handle: async (request) => refuseFault(await orExplain(auth.handler(request), options.explain)) };
}

async function orExplain<T>(work: Promise<T>, explain: AuthEngineOptions['explain']): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    throw explain(fault);
  }
}

/** The library words some faults of the database as its own 500. */
function refuseFault(response: Response): Response {
  if (response.status < 500) return response;
  throw new AppError('service-unavailable', 'Accounts cannot be asked right now. Please try again shortly.');
}

function limitPerAccount() {
  const limiter = new RateLimiter(PER_ACCOUNT);
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/sign-in/email') return;
    const email: unknown = context.body?.email;
    const waitSeconds = typeof email === 'string' ? limiter.tryTake(email.trim().toLowerCase()) : 0;
    if (waitSeconds > 0) {
      const message = 'Too many sign-ins to this account; wait a moment.';
      throw new APIError('TOO_MANY_REQUESTS', { message }, { 'Retry-After': String(waitSeconds) });
    }
  });
}
