import { SMTPServer } from 'smtp-server';
import { freePort } from './free-port.js';

export interface ReceivedMail {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  readonly source: string;
}

/** A mail server that keeps what it accepts and refuses what the test says. */
export class SmtpSink {
  readonly received: ReceivedMail[] = [];
  /** For an address: null accepts, a number is the code it is refused with. */
  answer: (to: string) => number | null = () => null;
  private server: SMTPServer | null = null;
  private port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** On the same port each time. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      closeTimeout: 50,
      onRcptTo: ({ address }, _session, done) => {
        const code = this.answer(address);
        if (code === null) done();
        else done(Object.assign(new Error(`5.1.1 no thanks (${code})`), { responseCode: code }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(',');
          this.received.push(read(to, Buffer.concat(chunks).toString('utf8')));
          done();
        });
      },
    });
    server.on('error', () => {});
    // Not one the system would hand to an outgoing connection while the server is down.
    if (this.port === 0) this.port = await freePort();
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  sentTo(address: string): readonly ReceivedMail[] {
    return this.received.filter(({ to }) => to === address);
  }
}

function read(to: string, source: string): ReceivedMail {
  const header = (name: string) =>
    new RegExp(`^${name}: (.*(?:\r?\n[ \t].*)*)`, 'im').exec(source)?.[1] ?? '';
  return { to, messageId: header('Message-ID').trim(), subject: header('Subject').trim(), source };
}
