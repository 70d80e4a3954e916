import { randomBytes } from 'node:crypto';
import type { ApiBrowser, LooseJson } from './api-browser.js';
import type { ApiInstance, TestUser } from './api-instance.js';
import { makeLink } from './make-link.js';
import { type ShownOnScreen, shownIn } from './shown-in.js';
import { smallPdf } from './small-pdf.js';

export interface Person {
  readonly role?: 'signer' | 'approver' | 'copy';
  readonly routingOrder?: number;
}

/** A story told over HTTP: `aStory(api, user)` → `.draft()`, `.sent()`, `.link(0)`, `.signer(0)`. */
export class ApiStory {
  envelope: LooseJson = {};

  constructor(
    private readonly api: ApiInstance,
    readonly sender: ApiBrowser,
    private readonly user: TestUser,
  ) {}

  get id(): string {
    return String(this.envelope.id);
  }

  /** Uploads files, all of one name, and makes a draft with a signature field for each signer on every document. */
  async draft(people: readonly Person[] = [{}], documentCount = 1): Promise<this> {
    const documentIds: string[] = [];
    for (let index = 0; index < documentCount; index += 1) documentIds.push(await this.upload());
    const recipients = people.map(({ role = 'signer', routingOrder = 1 }, index) => ({
      key: `p${index}`,
      name: `Person ${index}`,
      email: `person${index}@example.test`,
      ...{ role, routingOrder },
    }));
    const signers = recipients.filter(({ role }) => role === 'signer');
    const fields = documentIds.flatMap((documentId) =>
      signers.map(({ key }, index) => ({
        ...{ recipientKey: key, documentId, type: 'signature', pageNumber: 1 },
        ...{ x: 0.1, y: 0.1 + index * 0.05, width: 0.2, height: 0.04 },
      })),
    );
    const body = { title: 'Contract', documentIds, recipients, fields };
    const answer = await this.sender.post('/envelopes', body);
    if (answer.status !== 201) throw new Error(`Creating answered ${answer.status}: ${answer.text}`);
    this.envelope = answer.json;
    return this;
  }

  private async upload(): Promise<string> {
    const pdf = smallPdf(randomBytes(8).toString('hex'));
    const upload = await this.sender.upload('/documents', 'contract.pdf', pdf);
    return String(upload.json.id);
  }

  async sent(people: readonly Person[] = [{}], documentCount = 1): Promise<this> {
    await this.draft(people, documentCount);
    const version = `"${String(this.envelope.version)}"`;
    const answer = await this.sender.post(`/envelopes/${this.id}/send`, undefined, { 'if-match': version });
    if (answer.status !== 200) throw new Error(`Sending answered ${answer.status}: ${answer.text}`);
    this.envelope = answer.json;
    return this;
  }

  async reload(): Promise<LooseJson> {
    this.envelope = (await this.sender.get(`/envelopes/${this.id}`)).json;
    return this.envelope;
  }

  recipientId(index: number): string {
    const recipients = this.envelope.recipients as unknown as LooseJson[];
    return String(recipients[index]?.id);
  }

  /** Puts a link into the database as the worker would when it mails one. @returns its token. */
  async link(index: number): Promise<string> {
    const { database, ids } = this.api;
    return await makeLink(database, this.user.organisationId, this.recipientId(index), ids.uuid());
  }

  /** A recipient's browser with a session. */
  async signer(index: number): Promise<ApiBrowser> {
    const browser = this.api.browser();
    const answer = await browser.post('/signing/sessions', { token: await this.link(index) });
    if (answer.status !== 200) throw new Error(`The link answered ${answer.status}: ${answer.text}`);
    return browser;
  }

  /** Consents and fills in every signature, so that only the act itself is missing. */
  async signerReady(index: number): Promise<{ browser: ApiBrowser; documents: ShownOnScreen[] }> {
    const browser = await this.signer(index);
    const state = (await browser.get('/signing')).json;
    const documents = shownIn(state);
    await browser.post('/signing/consent', { version: state.consent?.version, documents });
    for (const field of state.fields as unknown as LooseJson[]) {
      const value = { kind: 'typed', text: `Person ${index}` };
      await browser.send(`/signing/fields/${String(field.id)}`, { method: 'PUT', body: { value } });
    }
    return { browser, documents };
  }

  /** Everything a recipient does, to the end. */
  async sign(index: number) {
    const { browser, documents } = await this.signerReady(index);
    return browser.post('/signing/complete', { documents });
  }
}

export async function aStory(api: ApiInstance, user?: TestUser): Promise<ApiStory> {
  const sender = user ?? (await api.addOrganisation());
  return new ApiStory(api, await api.signIn(sender), sender);
}
