import { newIdempotencyKey } from './idempotency-key';
import { ProblemError, parseProblem } from './problem';

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, or as it is when it is a form. */
  readonly body?: unknown;
  /** Version of the draft this write is based on; sent as `If-Match`. */
  readonly version?: number;
  /** A read that is recorded each time it is asked for: no answer is kept for a repeated key. */
  readonly isRead?: boolean;
  /** Same key on a retry of the same act, so a lost answer never doubles it. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** One request to the API. Throws {@link ProblemError} and nothing else, except when `signal` aborts. */
export type Call = <T>(path: string, options?: CallOptions) => Promise<T>;

/** Builds a {@link Call} over an origin ('' in the browser) and the headers to add to each request. */
export function makeCall(origin: string, extraHeaders: () => Promise<Record<string, string>>): Call {
  return async <T>(path: string, options: CallOptions = {}): Promise<T> => {
    const response = await send(`${origin}/api/v1${path}`, options, await extraHeaders());
    const text = await response.text();
    if (!response.ok) throw new ProblemError(parseProblem(response.status, text));
    return readAnswer<T>(response.status, text);
  };
}

async function send(url: string, options: CallOptions, extra: Record<string, string>): Promise<Response> {
  const method = options.method ?? 'GET';
  const init: RequestInit = { method, headers: headersOf(options, extra), cache: 'no-store' };
  if (options.body instanceof FormData) init.body = options.body;
  else if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ProblemError(
      { code: 'network-unreachable', status: 0, title: '', detail: '', errors: [] },
      cause,
    );
  }
}

function headersOf(options: CallOptions, extra: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', ...extra, ...options.headers };
  if (options.body !== undefined && !(options.body instanceof FormData)) {
    headers['content-type'] = 'application/json';
  }
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  if (options.method === 'POST' && !options.isRead) {
    headers['idempotency-key'] = options.idempotencyKey ?? newIdempotencyKey();
  }
  return headers;
}

function readAnswer<T>(status: number, text: string): T {
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T;
  } catch (cause) {
    throw new ProblemError({ code: 'answer-unreadable', status, title: '', detail: '', errors: [] }, cause);
  }
}
