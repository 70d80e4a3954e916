import type { AppErrorCode } from './app-error-codes.js';

export type { AppErrorCode } from './app-error-codes.js';

/** One fault among several; each becomes an entry of `errors` in the problem document. */
export interface Fault {
  /** JSON pointer (RFC 6901) to the part of the request that is at fault; '' for the whole. */
  readonly pointer: string;
  readonly detail: string;
  /** Stable kebab-case name of the fault, where it has one. */
  readonly code?: string;
}

export interface AppErrorOptions {
  /** JSON pointer (RFC 6901) to the part of the request that is at fault. */
  readonly pointer?: string;
  readonly errors?: readonly Fault[];
  /** Seconds until another try makes sense; becomes Retry-After. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/**
 * Something a person or a caller can act on. `code` is stable and closed; what it means for HTTP and for a retry stands
 * in `http/problem-catalogue.ts`. `detail` is a sentence that is safe to show: no token, PIN, personal value or file
 * content.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly pointer: string | undefined;
  readonly errors: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: AppErrorCode,
    readonly detail?: string,
    options: AppErrorOptions = {},
  ) {
    super(detail ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.pointer = options.pointer;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
