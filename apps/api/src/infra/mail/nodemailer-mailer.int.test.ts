import { createServer } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { MailMessage } from '../../ports/mailer.js';
import { NodemailerMailer } from './nodemailer-mailer.js';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0).reverse()) close();
});

interface Received {
  readonly raw: string;
  readonly to: string[];
}

async function sink(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map((one) => one.address);
        received.push({ raw: Buffer.concat(chunks).toString(), to });
        callback();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close(() => {}));
  const address = server.server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, received };
}

function mailerAt(port: number, credentials = ''): NodemailerMailer {
  const smtpUrl = `smtp://${credentials}127.0.0.1:${port}`;
  const mailer = new NodemailerMailer({ smtpUrl, from: 'Sealwright <sign@example.test>' });
  closers.push(() => mailer.close());
  return mailer;
}

const message = (change: Partial<MailMessage> = {}): MailMessage => ({
  messageId: 'invite.1.abc@example.test',
  fromName: 'Ada Example via Sealwright',
  to: { name: 'Bo Müller', address: 'bo@example.test' },
  replyTo: { name: 'Ada', address: 'ada@example.test' },
  subject: 'Bitte unterschreiben: Mietvertrag ✍',
  text: 'Hello',
  html: '<p>Hello</p>',
  ...change,
});

const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

describe('the mailer', () => {
  it('sends what it was given, to exactly one recipient', async () => {
    const { port, received } = await sink();
    const receipt = await mailerAt(port).send(message());
    expect(receipt).toMatchObject({ state: 'sent', smtpCode: 250 });
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['bo@example.test']);
    const mail = await PostalMime.parse(received[0]?.raw ?? '');
    expect(mail).toMatchObject({
      messageId: '<invite.1.abc@example.test>',
      from: { name: 'Ada Example via Sealwright', address: 'sign@example.test' },
      subject: 'Bitte unterschreiben: Mietvertrag ✍',
    });
    expect(mail.text?.trim()).toBe('Hello');
  });

  it('lets nobody write a header', async () => {
    const { port, received } = await sink();
    const evil = 'x\r\nBcc: victim@example.test\r\nX-Evil: yes';
    await mailerAt(port).send(
      message({ subject: evil, fromName: evil, to: { name: evil, address: 'bo@example.test' } }),
    );
    const mail = await PostalMime.parse(received[0]?.raw ?? '');
    expect(received[0]?.to).toEqual(['bo@example.test']);
    expect(mail.headers.map((header) => header.key)).not.toContain('x-evil');
    expect(mail.bcc ?? []).toEqual([]);
  });

  it.each([
    '"a@evil.test x"@ok.test',
    'a@evil.test,b@ok.test',
    'a@ok.test\r\nRCPT TO:<v@x.test>',
    'a b@ok.test',
    '<a@ok.test>',
    'a@[127.0.0.1]',
    'group: a@ok.test;',
    '',
  ])('refuses the address %j before it reaches a server', async (address) => {
    const { port, received } = await sink();
    const sending = mailerAt(port).send(message({ to: { name: 'x', address } }));
    await expect(sending).rejects.toMatchObject({ code: 'mail-address-invalid' });
    expect(received).toEqual([]);
  });

  it.each([
    [550, 'failed'],
    [452, 'deferred'],
  ])('reads %i to RCPT as %s', async (code, state) => {
    const { port } = await sink({
      onRcptTo: (_address, _session, done) => done(refuse(code, 'no such user')),
    });
    expect(await mailerAt(port).send(message())).toMatchObject({
      state,
      smtpCode: code,
      response: expect.stringContaining('no such user'),
    });
  });

  it.each([
    [554, 'failed'],
    [451, 'deferred'],
  ])('reads %i to DATA as %s', async (code, state) => {
    const { port } = await sink({
      onData: (stream, _session, done) => stream.resume().on('end', () => done(refuse(code, 'content'))),
    });
    expect(await mailerAt(port).send(message())).toMatchObject({ state, smtpCode: code });
  });

  it('waits when the login or the sender is refused: that is the operator’s to mend', async () => {
    const login = await sink({
      onAuth: (_auth, _session, done) => done(refuse(535, 'bad login')),
      allowInsecureAuth: true,
    });
    expect(await mailerAt(login.port, 'user:pw@').send(message())).toMatchObject({
      state: 'deferred',
      smtpCode: 535,
    });
    const sender = await sink({ onMailFrom: (_address, _session, done) => done(refuse(550, 'not you')) });
    expect(await mailerAt(sender.port).send(message())).toMatchObject({ state: 'deferred', smtpCode: 550 });
  });

  it('waits when nobody is there, and when somebody hangs up', async () => {
    expect(await mailerAt(9).send(message())).toEqual({
      state: 'deferred',
      smtpCode: null,
      response: 'The mail server cannot be reached.',
    });
    const rude = createServer((socket) => socket.end('220 hi\r\n'));
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    closers.push(() => rude.close());
    const address = rude.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await mailerAt(port).send(message())).toMatchObject({ state: 'deferred' });
    expect(await mailerAt(port).check()).toMatchObject({ ok: false });
  });

  it('carries many at once', async () => {
    const { port, received } = await sink();
    const mailer = mailerAt(port);
    const receipts = await Promise.all(Array.from({ length: 20 }, () => mailer.send(message())));
    expect(receipts.every((receipt) => receipt.state === 'sent')).toBe(true);
    expect(received).toHaveLength(20);
    expect(await mailer.check()).toMatchObject({ ok: true });
  });
});
