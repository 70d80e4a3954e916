import { APIError, createAuthMiddleware } from 'better-auth/api';
import { RateLimiter } from '../../http/rate-limiter.js';
import type { AccountRefusal, Whose } from './account-record.js';

/** Sign-ins to one account, from wherever they come: slows stuffing down without locking anybody out for long. */
const PER_ACCOUNT = { burst: 20, perMinute: 10 };

export type NoteRefusal = (type: AccountRefusal, whose: Whose, code: string) => void;

/** Refuses sign-ins to an account that come too fast. */
export function limitPerAccount(note: NoteRefusal) {
  const limiter = new RateLimiter(PER_ACCOUNT);
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/sign-in/email') return;
    const email = emailIn(context.body);
    const waitSeconds = email === null ? 0 : limiter.tryTake(email);
    if (email === null || waitSeconds === 0) return;
    note('account.sign-in-failed', { email }, 'too-many-tries');
    const message = 'Too many sign-ins to this account; wait a moment.';
    throw new APIError('TOO_MANY_REQUESTS', { message }, { 'Retry-After': String(waitSeconds) });
  });
}

/** Says who was refused after the library has answered. */
export function noteRefusals(note: NoteRefusal) {
  return createAuthMiddleware(async (context) => {
    if (!(context.context.returned instanceof APIError)) return;
    const email = emailIn(context.body);
    if (context.path === '/sign-in/email' && email !== null) {
      note('account.sign-in-failed', { email }, 'wrong-password');
    }
    const userId = context.context.session?.user.id;
    if (context.path === '/change-password' && userId !== undefined) {
      note('account.password-change-refused', { userId }, codeOf(context.context.returned));
    }
  });
}

function emailIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('email' in body)) return null;
  return typeof body.email === 'string' ? body.email.trim().toLowerCase() : null;
}

/** The library's own codes are upper case with underscores; in the record every code is kebab-case. */
function codeOf(error: APIError): string {
  const code = error.body?.code ?? 'refused';
  return code.toLowerCase().replaceAll('_', '-').slice(0, 64);
}
