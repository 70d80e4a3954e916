/** Any JSON, read by tests member by member: a missing one is undefined, and the expectation then says so. */
export interface LooseJson {
  readonly [member: string]: LooseJson;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; an empty object when it is none. */
  readonly json: LooseJson;
}

export interface ApiRequest {
  readonly method?: string;
  /** Sent as JSON, or as it is when it is a form or bytes. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A browser as the api sees one: it keeps cookies and says its origin. With a bearer it is a program with an API key. */
export class ApiBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    private readonly bearer: string | null = null,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.send(path, { headers });
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return this.send(path, { method: 'POST', body, headers });
  }

  upload(
    path: string,
    name: string,
    bytes: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(bytes)], name, { type: 'application/pdf' }));
    return this.send(path, { method: 'POST', body: form, headers });
  }

  async send(path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const response = await fetch(this.urlOf(path), this.initOf(request));
    this.keepCookies(response);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parse(text) };
  }

  cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private urlOf(path: string): string {
    const prefix = path.startsWith('/api/') || path === '/healthz' || path === '/readyz' ? '' : '/api/v1';
    return `${this.origin}${prefix}${path}`;
  }

  private initOf({ method = 'GET', body, headers = {} }: ApiRequest): RequestInit {
    const own: Record<string, string> = {};
    if (this.bearer !== null) own.authorization = `Bearer ${this.bearer}`;
    else own.origin = this.origin;
    if (this.cookies.size > 0) own.cookie = this.cookieHeader();
    if (body !== undefined && !isRaw(body)) own['content-type'] = 'application/json';
    const init: RequestInit = { method, headers: { ...own, ...headers }, redirect: 'manual' };
    if (isRaw(body)) init.body = body;
    else if (body !== undefined) init.body = JSON.stringify(body);
    return init;
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), value);
    }
  }
}

function isRaw(body: unknown): body is FormData | Uint8Array<ArrayBuffer> {
  return body instanceof FormData || body instanceof Uint8Array;
}

function parse(text: string): LooseJson {
  try {
    return JSON.parse(text) as LooseJson;
  } catch {
    return {};
  }
}
