import type { JobSettlement } from '../../ports/job-ledger.js';

/** What the problem catalogue says of a code: true retry, false give up, null not a code of ours. */
export type IsRetryable = (code: string) => boolean | null;

const FIRST_DELAY_MS = 2_000;
const LONGEST_DELAY_MS = 5 * 60_000;
/** An error nobody has named may be a poison message: after this many runs a person must look. */
const UNNAMED_ATTEMPTS = 12;

/**
 * What follows from a thrown error. A named cause that may pass is tried again for ever (promise 9: nothing gives up
 * silently); one that cannot pass is parked at once; an unnamed one is tried for about half an hour.
 */
export function settlementFor(error: unknown, attempt: number, isRetryable: IsRetryable): JobSettlement {
  const { code, detail } = describe(error);
  const retry = code === null ? null : isRetryable(code);
  const isParked = retry === false || (retry === null && attempt >= UNNAMED_ATTEMPTS);
  const named = { code: retry === null ? 'unexpected-error' : (code ?? 'unexpected-error'), detail };
  if (isParked) return { state: 'parked', ...named };
  return { state: 'again', delayMs: backoffMs(attempt), ...named };
}

/** 2 s, 4 s, 8 s … 5 min, each up to a quarter longer so that many do not come back at one moment. */
export function backoffMs(attempt: number): number {
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
  return Math.round(delayMs * (1 + Math.random() / 4));
}

function describe(error: unknown): { code: string | null; detail: string } {
  if (!(error instanceof Error)) return { code: null, detail: 'Something that is no error was thrown.' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : error.message;
  return { code, detail };
}
