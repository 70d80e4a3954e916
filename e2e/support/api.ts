import { type APIRequestContext, type APIResponse, expect, request } from '@playwright/test';
import { stack } from './stack.js';

export interface Envelope {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly version: number;
  readonly recipients: readonly {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly status: string;
    readonly openedAt: string | null;
  }[];
  readonly fields: readonly {
    readonly id: string;
    readonly type: string;
    readonly label: string;
    readonly pageNumber: number;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly documents: readonly {
    readonly id: string;
    readonly name: string;
    readonly sha256: string;
    readonly sealedSha256: string | null;
  }[];
  readonly readiness: {
    readonly ready: boolean;
    readonly problems: readonly { readonly sentence: string }[];
  };
  readonly certificateAvailable: boolean;
}

export interface EnvelopeEvent {
  readonly seq: number;
  readonly type: string;
  readonly sentence: string;
}

export interface DraftInput {
  readonly title: string;
  readonly message?: string;
  readonly documentIds: readonly string[];
  readonly recipients: readonly object[];
  readonly fields: readonly object[];
}

export type FileKind = 'original' | 'sealed' | 'certificate' | 'audit.json' | 'all.zip';

/** The public API with the sender's session, for everything around the part a test does in the browser. */
export class SenderApi {
  private constructor(private readonly http: APIRequestContext) {}

  /** Signs in once; the cookies also sign browsers in ({@link storageState}). */
  static async signIn(): Promise<SenderApi> {
    const http = await newContext();
    await must(await http.post('/api/auth/sign-in/email', { data: stack.sender }));
    return new SenderApi(http);
  }

  storageState() {
    return this.http.storageState();
  }

  async upload(name: string, bytes: Buffer): Promise<{ id: string }> {
    const file = { name, mimeType: 'application/pdf', buffer: bytes };
    return json(await this.http.post('/api/v1/documents', { multipart: { file } }));
  }

  async create(draft: DraftInput): Promise<Envelope> {
    return json(await this.http.post('/api/v1/envelopes', { data: draft }));
  }

  async send({ id, version }: Envelope): Promise<Envelope> {
    const headers = { 'if-match': `"${version}"` };
    return json(await this.http.post(`/api/v1/envelopes/${id}/send`, { headers }));
  }

  async withdraw(id: string, reason: string): Promise<Envelope> {
    return json(await this.http.post(`/api/v1/envelopes/${id}/void`, { data: { reason } }));
  }

  async envelope(id: string): Promise<Envelope> {
    return json(await this.http.get(`/api/v1/envelopes/${id}`));
  }

  async events(id: string): Promise<EnvelopeEvent[]> {
    const { items } = await json<{ items: EnvelopeEvent[] }>(
      await this.http.get(`/api/v1/envelopes/${id}/events`),
    );
    return items;
  }

  /** `documentId`: of sealed and original files, where the envelope has several. */
  async file(id: string, kind: FileKind, documentId?: string): Promise<Buffer> {
    const { url } = await json<{ url: string }>(
      await this.http.post(
        `/api/v1/envelopes/${id}/files/${kind}/download${documentId ? `?documentId=${documentId}` : ''}`,
      ),
    );
    return (await must(await this.http.get(url))).body();
  }

  async declareTimestamps(policy: { timestamps: string; level: string }): Promise<void> {
    await must(await this.http.put('/api/v1/sealing-settings/policy', { data: policy }));
  }

  async createTemplate(fromEnvelopeId: string, name: string): Promise<{ id: string }> {
    return json(await this.http.post('/api/v1/templates', { data: { fromEnvelopeId, name } }));
  }

  async checkBulk(templateId: string, csv: string): Promise<{ id: string }> {
    const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    return json(await this.http.post(`/api/v1/templates/${templateId}/bulk-sends`, { multipart: { file } }));
  }

  /** Waits until this is in the record, and answers the record: it is quiet until somebody acts. */
  async waitForEvent(id: string, type: string): Promise<EnvelopeEvent[]> {
    await expect
      .poll(async () => (await this.events(id)).map((event) => event.type), {
        timeout: 90_000,
        message: `events of ${id}`,
      })
      .toContain(type);
    return this.events(id);
  }

  /** Waits until the envelope has this status; the last known one is in the failure. */
  async waitForStatus(id: string, status: string): Promise<Envelope> {
    await expect
      .poll(async () => (await this.envelope(id)).status, { timeout: 90_000, message: `status of ${id}` })
      .toBe(status);
    return this.envelope(id);
  }
}

interface SigningState {
  readonly phase: string;
  readonly recipient: { readonly name: string };
  readonly documents: readonly { readonly id: string; readonly sha256: string }[];
  readonly consent: { readonly version: string };
  readonly fields: readonly {
    readonly id: string;
    readonly type: string;
    readonly required: boolean;
    readonly locked: boolean;
  }[];
}

/** One signer through the signing API, for when another test's subject is not the signing itself. */
export class SignerApi {
  private constructor(private readonly http: APIRequestContext) {}

  /** Exchanges a mailed token for a session of its own. */
  static async arrive(token: string): Promise<SignerApi> {
    const http = await newContext();
    await must(await http.post('/api/v1/signing/sessions', { data: { token } }));
    return new SignerApi(http);
  }

  /** What the exchange of a link comes to that must not open: its status and code. */
  static async refusalOf(token: string): Promise<{ status: number; code: string }> {
    const http = await newContext();
    const answer = await http.post('/api/v1/signing/sessions', { data: { token } });
    const { code = '' } = (await answer.json()) as { code?: string };
    return { status: answer.status(), code };
  }

  /** Opens, consents, fills every field and signs. */
  async sign(): Promise<void> {
    await must(await this.http.post('/api/v1/signing/open'));
    const { consent, documents } = await json<SigningState>(await this.http.get('/api/v1/signing'));
    const agreed = { version: consent.version, documents: documents.map(shown) };
    await must(await this.http.post('/api/v1/signing/consent', { data: agreed }));
    const state = await json<SigningState>(await this.http.get('/api/v1/signing'));
    for (const { id, type, locked } of state.fields) {
      if (locked) continue;
      const data = { value: valueFor(type, state.recipient.name) };
      await must(await this.http.put(`/api/v1/signing/fields/${id}`, { data }));
    }
    const data = { documents: state.documents.map(shown) };
    await must(await this.http.post('/api/v1/signing/complete', { data }));
  }
}

/** What consent and act name of a document on the screen. */
function shown({ id, sha256 }: SigningState['documents'][number]) {
  return { documentId: id, sha256 };
}

function valueFor(type: string, name: string): unknown {
  if (type === 'checkbox') return true;
  if (type === 'signature' || type === 'initials') return { kind: 'typed', text: name.slice(0, 40) };
  return type === 'name' ? name : 'Port Elen';
}

/** A request context of its own, with the Origin header without which cookie writes are refused. */
function newContext(): Promise<APIRequestContext> {
  const { origin } = new URL(stack.baseUrl);
  return request.newContext({ baseURL: stack.baseUrl, extraHTTPHeaders: { origin } });
}

async function must(response: APIResponse): Promise<APIResponse> {
  if (response.ok()) return response;
  throw new Error(`${response.url()} answers ${response.status()}: ${await response.text()}`);
}

async function json<T>(response: APIResponse): Promise<T> {
  return (await (await must(response)).json()) as T;
}
