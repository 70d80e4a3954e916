import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInboxPages } from './http-listener.mjs';
import { MailStore } from './mail-store.mjs';
import { createSmtpListener } from './smtp-listener.mjs';

let dir = '';
let origin = '';
let smtpPort = 0;
const close = [];

async function open() {
  const store = await MailStore.open(dir);
  const pages = createInboxPages(store);
  const smtp = createSmtpListener(store);
  pages.listen(0, '127.0.0.1');
  smtp.listen(0, '127.0.0.1');
  await Promise.all([once(pages, 'listening'), once(smtp.server, 'listening')]);
  origin = `http://127.0.0.1:${pages.address().port}`;
  smtpPort = smtp.server.address().port;
  close.push(
    () => pages.close(),
    () => smtp.close(),
  );
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'inbox-'));
  await open();
});

afterEach(() => {
  for (const one of close.splice(0)) one();
  rmSync(dir, { recursive: true, force: true });
});

function send(mail) {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtpPort });
  return transport.sendMail({
    from: 'Acme <office@acme.test>',
    to: 'Ada@x.test',
    subject: 'Please sign – ü',
    text: 'Open http://localhost:3000/s/abc',
    ...mail,
  });
}

const list = async (query = '') => (await fetch(`${origin}/api/messages${query}`)).json();

describe('the inbox', () => {
  it('keeps a mail and finds it by recipient, whatever the case', async () => {
    await send({ html: '<p>Hello</p>', attachments: [{ filename: 'a.pdf', content: Buffer.from('%PDF') }] });
    await send({ to: 'bob@x.test' });
    const { total, messages } = await list('?to=ADA@x.test');
    expect(total).toBe(1);
    const mail = await (await fetch(`${origin}/api/messages/${messages[0].id}`)).json();
    expect(mail).toMatchObject({ subject: 'Please sign – ü', to: ['ada@x.test'], from: 'office@acme.test' });
    expect(mail.links).toEqual(['http://localhost:3000/s/abc']);
    expect(mail.attachments).toEqual([{ fileName: 'a.pdf', mimeType: 'application/pdf', byteSize: 4 }]);
  });

  it('has every mail of a burst under a number of its own, also after a restart', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, number) => send({ to: `p${number}@x.test` })));
    await open();
    const { total, messages } = await list('?limit=100');
    expect(total).toBe(50);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(50);
    await send({});
    expect((await list('?limit=1')).messages[0].to).toEqual(['ada@x.test']);
  });

  it('shows foreign HTML without scripts and without loading anything', async () => {
    await send({
      html: '<html><head><title>x</title></head><body><script>alert(1)</script></body></html>',
      subject: '<img src=x onerror=alert(1)>',
    });
    const { messages } = await list();
    const page = await (await fetch(`${origin}/messages/${messages[0].id}`)).text();
    expect(page).toContain('&lt;img src=x');
    expect(page).toMatch(/<iframe[^>]+sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    const body = await fetch(`${origin}/messages/${messages[0].id}/html`);
    expect(body.headers.get('content-security-policy')).toMatch(/^sandbox allow-popups.*default-src 'none'/);
    expect(await body.text()).toContain('<head><base target="_blank">');
  });

  it('forgets all mails on DELETE', async () => {
    await send({});
    expect((await fetch(`${origin}/api/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await list()).toEqual({ total: 0, messages: [] });
  });

  it('answers only to its local names, so that no foreign page reads the links', async () => {
    const status = await new Promise((resolve) => {
      request(`${origin}/api/messages`, { headers: { host: 'evil.test' } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(421);
  });

  it('answers unknown mails and nonsense with a sentence', async () => {
    expect((await fetch(`${origin}/api/messages/m999999`)).status).toBe(404);
    expect((await fetch(`${origin}/messages/..%2F..%2Fetc%2Fpasswd`)).status).toBe(404);
    expect((await fetch(`${origin}/api/messages?limit=-1&offset=x`)).status).toBe(200);
  });
});
