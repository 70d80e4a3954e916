import { z } from 'zod';
import { AppError } from '../../domain/app-error.js';

const worded = z.object({ code: z.string().optional() });

/** What better-auth says, in our words. Whether an address is known is never told. */
const known: Readonly<Record<string, () => AppError>> = {
  INVALID_EMAIL_OR_PASSWORD: signInRefused,
  INVALID_EMAIL: signInRefused,
  INVALID_PASSWORD: () => {
    const sentence = 'This is not your password. Nothing was changed.';
    return new AppError('password-wrong', sentence, { pointer: '/currentPassword' });
  },
  PASSWORD_TOO_SHORT: () => unusable('Choose a password of at least 12 characters.'),
  PASSWORD_TOO_LONG: () => unusable('Choose a password of at most 256 characters.'),
  INVALID_TOKEN: () =>
    new AppError(
      'password-link-used',
      'This link was used or is too old. Ask for a new one where you got it.',
    ),
  INVALID_ORIGIN: fromElsewhere,
  MISSING_OR_NULL_ORIGIN: fromElsewhere,
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: fromElsewhere,
};

const byStatus: Readonly<Record<number, () => AppError>> = {
  401: () => new AppError('unauthenticated', 'Sign in first.'),
  403: () => new AppError('forbidden', 'This is not allowed.'),
  404: () => new AppError('not-found', 'There is nothing at this address.'),
  413: () => new AppError('payload-too-large', 'The request is too large.'),
  415: () => new AppError('unsupported-media-type', 'Send the body as JSON.'),
};

/**
 * The library refuses in its own JSON; everything else here answers problem documents (RFC 9457), so it is thrown as one.
 *
 * @throws AppError for every answer of 400 and more
 */
export async function tellRefusal(answer: Response): Promise<Response> {
  if (answer.status < 400) return answer;
  // Some faults of the database it words as its own 500.
  if (answer.status >= 500) throw unavailable();
  if (answer.status === 429) throw tooMany(answer.headers);
  const body = worded.safeParse(await answer.json().catch(() => null));
  const make = known[(body.success && body.data.code) || ''] ?? byStatus[answer.status] ?? malformed;
  throw make();
}

function malformed(): AppError {
  return new AppError('body-malformed', 'The request does not have the form that is expected here.');
}

function unavailable(): AppError {
  return new AppError('service-unavailable', 'Accounts cannot be asked right now. Please try again shortly.');
}

function signInRefused(): AppError {
  return new AppError('sign-in-refused', 'E-mail address and password do not belong together.');
}

function unusable(sentence: string): AppError {
  return new AppError('password-unusable', sentence, { pointer: '/newPassword' });
}

function fromElsewhere(): AppError {
  return new AppError('origin-refused', 'This request came from another site.');
}

/** Its own limit says `X-Retry-After`, ours per account `Retry-After`. */
function tooMany(headers: Headers): AppError {
  const seconds = Number(headers.get('retry-after') ?? headers.get('x-retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
  return new AppError('too-many-requests', 'Too many tries; wait a moment and try again.', {
    retryAfterSeconds,
  });
}
