import { createTransport } from 'nodemailer';
import { isMailAddress } from '../../domain/address.js';
import { AppError } from '../../domain/app-error.js';
import { type DeliveryReceipt, type Mailbox, Mailer, type MailMessage } from '../../ports/mailer.js';
import { receiptOfFailure, receiptOfSuccess } from './delivery-receipt.js';

export interface MailOptions {
  /** `smtp://user:password@host:587`, `smtps://…:465`. */
  readonly smtpUrl: string;
  /** `Sealwright <sign@example.com>` or the bare address. */
  readonly from: string;
  /** Connections kept open; each carries one mail at a time. */
  readonly poolSize?: number;
}

const TIMEOUTS = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  dnsTimeout: 10_000,
};

/** One pooled SMTP connection set per process. */
export class NodemailerMailer extends Mailer {
  private readonly from: Mailbox;
  private readonly transport;

  constructor(options: MailOptions) {
    super();
    this.from = parseFrom(options.from);
    this.transport = createTransport({
      ...TIMEOUTS,
      pool: true,
      url: options.smtpUrl,
      maxConnections: options.poolSize ?? 5,
      // No path and no URL in a message is ever followed, whoever wrote it.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async send(message: MailMessage): Promise<DeliveryReceipt> {
    for (const box of [message.to, message.replyTo]) {
      if (box && !isMailAddress(box.address)) {
        throw new AppError('mail-address-invalid', 'This e-mail address cannot be used.');
      }
    }
    try {
      const sent = await this.transport.sendMail(this.compose(message));
      return receiptOfSuccess(sent.response);
    } catch (error) {
      return receiptOfFailure(error);
    }
  }

  override async check(): Promise<{ ok: boolean; detail: string }> {
    try {
      await this.transport.verify();
      return { ok: true, detail: 'The mail server answers.' };
    } catch (error) {
      return { ok: false, detail: receiptOfFailure(error).response };
    }
  }

  close(): void {
    this.transport.close();
  }

  /** Addresses go in as objects and the envelope apart: nothing is parsed back out of a header (CVE-2025-13033). */
  private compose(message: MailMessage) {
    const from = { name: oneLine(message.fromName ?? this.from.name), address: this.from.address };
    const to = { name: oneLine(message.to.name), address: message.to.address };
    return {
      from,
      to,
      ...(message.replyTo && {
        replyTo: { name: oneLine(message.replyTo.name), address: message.replyTo.address },
      }),
      envelope: { from: from.address, to: [to.address] },
      messageId: `<${oneLine(message.messageId)}>`,
      subject: oneLine(message.subject),
      text: message.text,
      html: message.html,
      headers: { 'Auto-Submitted': 'auto-generated', ...message.headers },
    };
  }
}

/** A line break in a name or subject would begin a header of the writer's choice. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 900);
}

function parseFrom(text: string): Mailbox {
  const [, name = '', bracketed] = /^\s*"?([^"<>]*?)"?\s*<([^<>]+)>\s*$/.exec(text) ?? [];
  const address = bracketed ?? text.trim();
  // `localhost` and single-label hosts are fine for our own address; a recipient's is judged by isMailAddress.
  if (!/^[^\s@<>"]+@[^\s@<>"]+$/.test(address)) throw new TypeError('MAIL_FROM holds no address.');
  return { name, address };
}
