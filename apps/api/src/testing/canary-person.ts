import { type ApiBrowser, ApiBrowser as Browser, type LooseJson } from './api-browser.js';
import { makeLink } from './make-link.js';
import { shownIn } from './shown-in.js';
import { smallPdf } from './small-pdf.js';
import { type TestInstance, until } from './test-instance.js';
import { beginUpload, bytesBody } from './tus-requests.js';

/** Words that occur nowhere else, one for each place a person's data can be. */
export const canary = {
  name: 'zqcanaryname',
  email: 'zqcanary@mailbox.example',
  value: 'zqcanaryfieldvalue',
  signature: 'zqcanarysignature',
  prefilled: 'zqcanaryprefilled',
  message: 'zqcanarymessage',
  decline: 'zqcanarydeclinereason',
  bulkCell: 'zqcanarybulkcell',
  agent: 'zqcanaryagent',
  role: 'zqcanaryrole',
  fieldName: 'zqcanaryfieldname',
  option: 'zqcanaryoption',
  group: 'zqcanarygroup',
  fileName: 'zqcanaryfilename',
  found: 'zqcanaryfound',
  note: 'zqcanarynote',
};

/** With a tag that becomes a field and leaves the page. */
const withFoundField = (title: string) =>
  smallPdf(`{{text;name=${canary.found};label=${canary.name}}} ${title}`);
/** With a tag nobody understands: intake quotes it to the sender, and it stays on the page. */
const withQuotedTag = (title: string) => smallPdf(`{{${canary.note};role=${canary.name}}} ${title}`);

export const list = (json: LooseJson | undefined) => json as unknown as LooseJson[];

export const ok = async (answer: Promise<{ status: number; text: string; json: LooseJson }>) => {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return json;
};

/** Somebody whose data is everywhere before they ask to be forgotten: an instance, its origin and its administrator. */
export interface CanaryCage {
  readonly instance: TestInstance;
  readonly origin: string;
  readonly admin: ApiBrowser;
}

/** Everything a sender writes about a person beside the fields themselves. */
function fieldsOfCanary(documentId: string) {
  const place = { documentId, recipientKey: KEY, pageNumber: 1, x: 0.1, width: 0.4, height: 0.05 };
  const named = { name: `${canary.name} ${canary.fieldName}`, label: `Reference of ${canary.name}` };
  const options = [
    { value: canary.option, label: `Like ${canary.name}` },
    { value: 'other', label: 'Other' },
  ];
  const group = `${canary.name} ${canary.group}`;
  const button = { ...place, type: 'radio', group, width: 0.03, height: 0.02 };
  return [
    { ...place, type: 'signature', y: 0.1 },
    { ...place, type: 'text', y: 0.2, ...named },
    { ...place, type: 'text', y: 0.3, label: 'Given', value: canary.prefilled },
    { ...place, type: 'dropdown', y: 0.4, name: `${canary.name} choice`, options },
    { ...button, y: 0.5, options: [{ value: 'a', label: 'A' }] },
    { ...button, y: 0.6, options: [{ value: 'b', label: 'B' }] },
  ];
}

/** A template made of it names a role like this. */
const KEY = `${canary.name} ${canary.role}`;

async function sendToCanary(
  cage: CanaryCage,
  title: string,
  pdf: Uint8Array<ArrayBuffer>,
  key: string,
): Promise<{ id: string; recipientId: string }> {
  const { admin } = cage;
  const path = await beginUpload(admin, `${canary.name} ${canary.fileName}.pdf`, pdf.byteLength);
  await ok(admin.send(path, bytesBody(pdf, 0)));
  const upload = await ok(admin.post(`${path}/finish`));
  const body = {
    title: `${title} for ${canary.name}`,
    message: `Dear ${canary.name}, ${canary.message}`,
    documentIds: [upload.id],
    recipients: [
      { key: KEY, name: canary.name, email: canary.email, role: 'signer', routingOrder: 1 },
      { key: 'copy', name: 'Carl Copy', email: 'carl@example.test', role: 'copy', routingOrder: 1 },
    ],
    fields: fieldsOfCanary(String(upload.id)),
  };
  const draft = await ok(admin.post('/envelopes', body, { 'idempotency-key': key }));
  const headers = { 'if-match': `"${String(draft.version)}"` };
  await until(async () => {
    const sent = await admin.post(`/envelopes/${String(draft.id)}/send`, undefined, headers);
    // The sealer may not be ready yet; nothing else gets better by waiting.
    if (sent.status !== 200 && sent.status !== 503) throw new Error(sent.text);
    return sent.status === 200;
  }, 500);
  const recipientId = list(draft.recipients).find((one) => String(one.key) === KEY)?.id;
  return { id: String(draft.id), recipientId: String(recipientId) };
}

async function openAsCanary({ instance, origin }: CanaryCage, recipientId: string): Promise<Browser> {
  const { database, organisationId, ids } = instance;
  const token = await makeLink(database, organisationId, recipientId, ids.uuid());
  const browser = new Browser(origin);
  await ok(browser.post('/signing/sessions', { token }, { 'user-agent': canary.agent }));
  const state = await ok(browser.get('/signing'));
  const agreed = { version: state.consent?.version, documents: shownIn(state) };
  await ok(browser.post('/signing/consent', agreed, { 'user-agent': canary.agent }));
  return browser;
}

export async function signedByCanary(cage: CanaryCage, title: string, key: string): Promise<string> {
  const { id, recipientId } = await sendToCanary(cage, title, withFoundField(title), key);
  const browser = await openAsCanary(cage, recipientId);
  const state = await ok(browser.get('/signing'));
  for (const field of list(state.fields)) {
    const value = answerOf(field);
    if (value === null) continue;
    await ok(browser.send(`/signing/fields/${String(field.id)}`, { method: 'PUT', body: { value } }));
  }
  await ok(browser.post('/signing/complete', { documents: shownIn(state) }, { 'user-agent': canary.agent }));
  await certified(cage.instance, id);
  return id;
}

/** Null for what is not theirs to fill in: the value given beforehand, and the second button of a choice. */
function answerOf(field: LooseJson) {
  if (String(field.label) === 'Given') return null;
  switch (String(field.type)) {
    case 'signature':
      return { kind: 'typed', text: canary.signature };
    case 'dropdown':
      return canary.option;
    case 'radio':
      return list(field.options).some(({ value }) => String(value) === 'a') ? true : null;
    default:
      return canary.value;
  }
}

export async function declinedByCanary(cage: CanaryCage, title: string, key: string): Promise<string> {
  const { id, recipientId } = await sendToCanary(cage, title, withQuotedTag(title), key);
  const browser = await openAsCanary(cage, recipientId);
  await ok(browser.post('/signing/decline', { reason: canary.decline }));
  await certified(cage.instance, id);
  return id;
}

export const certified = (instance: TestInstance, id: string) =>
  until(async () => {
    const sql = 'SELECT 1 FROM envelope WHERE id = $1 AND certificate_sha256 IS NOT NULL';
    return (await instance.database.query('admin', sql, [id]))[0];
  });

/** Two rows: one becomes an envelope and is voided, one was never valid. */
export async function inABulkSend({ instance, admin }: CanaryCage, fromEnvelopeId: string): Promise<string> {
  const template = await ok(admin.post('/templates', { fromEnvelopeId, name: `Lease of ${canary.name}` }));
  const path = `/templates/${String(template.id)}`;
  const columns = list((await ok(admin.get(`${path}/bulk-columns`))).columns).map((one) => String(one.name));
  const cell = (column: string, n: number, email: string) => {
    if (column.endsWith(' email')) return n < 2 ? email : 'carl@example.test';
    if (column.endsWith(' name')) return n < 2 ? canary.name : 'Carl';
    if (column.endsWith(' choice')) return canary.option;
    return column.endsWith(canary.group) ? 'b' : canary.bulkCell;
  };
  const row = (email: string) => columns.map((column, n) => cell(column, n, email)).join(',');
  const csv = `${columns.join(',')}\n${row(canary.email)}\n${row(canary.email).replace(canary.name, '')}\n`;
  const form = new FormData();
  form.set('file', new File([csv], `${canary.name}.csv`, { type: 'text/csv' }));
  const bulk = await ok(admin.send(`${path}/bulk-sends`, { method: 'POST', body: form }));
  await ok(admin.post(`/bulk-sends/${String(bulk.id)}/start`));
  return await until(async () => {
    const sql = 'SELECT envelope_id::text AS id FROM bulk_row WHERE bulk_id = $1 AND envelope_id IS NOT NULL';
    return (await instance.database.query('admin', sql, [String(bulk.id)]))[0]?.id as string;
  });
}
