import { type AnyParts, anyAddressOf } from './address';
import { newIdempotencyKey } from './idempotency-key';
import type { Answer, OperationName, Wanted } from './operations';
import { ProblemError, parseProblem } from './problem';

interface Beside {
  /** A read that is recorded each time it is asked for: no answer is kept for a repeated key. */
  readonly isRead?: boolean;
  /** Same key on a retry of the same act, so a lost answer never doubles it. */
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

type CallOptions<N extends OperationName> = Wanted<N> & Beside;

/**
 * One request to the API, named and typed as the API describes it: an operation it does not have, a part it does not know
 * or an answer it does not give do not compile. `version` is sent as `If-Match`; a body as JSON, or as it is when it is a
 * form. Throws {@link ProblemError} and nothing else, except when `signal` aborts.
 */
export type Call = <N extends OperationName>(
  operation: N,
  ...options: Beside extends CallOptions<N> ? [CallOptions<N>?] : [CallOptions<N>]
) => Promise<Answer<N>>;

/** A {@link CallOptions} once its operation has been checked. */
interface AnyOptions extends Beside, AnyParts {
  readonly body?: unknown;
  readonly version?: number;
}

/** Builds a {@link Call} over an origin ('' in the browser) and the headers to add to each request. */
export function makeCall(origin: string, extraHeaders: () => Promise<Record<string, string>>): Call {
  const call = async (operation: string, options: AnyOptions = {}): Promise<unknown> => {
    const address = `${origin}${anyAddressOf(operation, options)}`;
    const [method = ''] = operation.split(' ');
    const response = await send(address, method, options, await extraHeaders());
    const text = await response.text();
    if (!response.ok) {
      throw new ProblemError(parseProblem(response.status, text, response.headers.get('retry-after')));
    }
    return readAnswer(response.status, text);
  };
  return call as Call;
}

async function send(
  address: string,
  method: string,
  options: AnyOptions,
  extra: Record<string, string>,
): Promise<Response> {
  const init: RequestInit = { method, headers: headersOf(method, options, extra), cache: 'no-store' };
  if (options.body instanceof FormData) init.body = options.body;
  else if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(address, init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ProblemError(
      { code: 'network-unreachable', status: 0, title: '', detail: '', errors: [] },
      cause,
    );
  }
}

function headersOf(
  method: string,
  options: AnyOptions,
  extra: Record<string, string>,
): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', ...extra, ...options.headers };
  if (options.body !== undefined && !(options.body instanceof FormData)) {
    headers['content-type'] = 'application/json';
  }
  if (options.version !== undefined) headers['if-match'] = `"${options.version}"`;
  if (method === 'POST' && !options.isRead) {
    headers['idempotency-key'] = options.idempotencyKey ?? newIdempotencyKey();
  }
  return headers;
}

function readAnswer(status: number, text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new ProblemError({ code: 'answer-unreadable', status, title: '', detail: '', errors: [] }, cause);
  }
}
