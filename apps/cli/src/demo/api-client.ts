import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CliError } from '../terminal/cli-error.js';

const requestTimeoutMs = 60_000;

const problem = z.object({
  code: z.string().catch('unknown'),
  title: z.string().catch(''),
  detail: z.string().catch(''),
});

/** What a request says beyond its path. */
export interface RequestDetails {
  readonly json?: unknown;
  readonly form?: FormData;
  /** Version of the draft this write is based on (If-Match). */
  readonly version?: number;
}

/**
 * The public API as any program would use it: a bearer key or cookies, RFC 9457 problems turned into errors, and an
 * Idempotency-Key on each POST.
 */
export class ApiClient {
  private readonly jar = new Map<string, string>();

  constructor(
    readonly origin: string,
    private readonly apiKey: string | null = null,
  ) {}

  /** What the platform has set so far, by name. */
  get cookies(): ReadonlyMap<string, string> {
    return this.jar;
  }

  async get<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    return this.read('GET', path, shape, {});
  }

  async post<T>(path: string, shape: z.ZodType<T>, details: RequestDetails = {}): Promise<T> {
    return this.read('POST', path, shape, details);
  }

  async put<T>(path: string, shape: z.ZodType<T>, details: RequestDetails): Promise<T> {
    return this.read('PUT', path, shape, details);
  }

  async delete(path: string): Promise<void> {
    await this.send('DELETE', path, {});
  }

  async download(path: string): Promise<Buffer> {
    const response = await this.send('GET', path, {});
    return Buffer.from(await response.arrayBuffer());
  }

  private async read<T>(
    method: string,
    path: string,
    shape: z.ZodType<T>,
    details: RequestDetails,
  ): Promise<T> {
    const response = await this.send(method, path, details);
    const text = await response.text();
    const parsed = shape.safeParse(text === '' ? undefined : JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw new CliError(
      'answer-unexpected',
      `${method} ${path} answered something else than documented: ${z.prettifyError(parsed.error)}`,
    );
  }

  private async send(method: string, path: string, details: RequestDetails): Promise<Response> {
    const { json, form } = details;
    const response = await fetch(new URL(path, this.origin), {
      method,
      headers: this.headers(method, details),
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form === undefined ? {} : { body: form }),
      redirect: 'error',
      signal: AbortSignal.timeout(requestTimeoutMs),
    }).catch((cause: unknown) => {
      throw new CliError('platform-unreachable', `${this.origin} does not answer ${method} ${path}.`, {
        cause,
      });
    });
    this.keepCookies(response);
    if (!response.ok) throw await this.explain(method, path, response);
    return response;
  }

  private headers(method: string, { json, version }: RequestDetails): Record<string, string> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      accept: 'application/json, application/pdf, */*;q=0.1',
      // The platform refuses cookie writes that do not say where they come from.
      origin: new URL(this.origin).origin,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(this.apiKey === null ? {} : { authorization: `Bearer ${this.apiKey}` }),
      ...(cookie === '' ? {} : { cookie }),
    };
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';', 1)[0] ?? '';
      const at = pair.indexOf('=');
      if (at > 0) this.jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
  }

  private async explain(method: string, path: string, response: Response): Promise<CliError> {
    const body: unknown = await response.json().catch(() => null);
    const { code, title, detail } = problem.parse(typeof body === 'object' && body !== null ? body : {});
    const sentence = detail || title || `status ${response.status}`;
    // The path may hold an id, never a secret: link tokens travel in bodies.
    return new CliError(`api-${code}`, `${method} ${path} was refused (${response.status}): ${sentence}`);
  }
}
