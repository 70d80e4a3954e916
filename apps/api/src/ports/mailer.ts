export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface MailMessage {
  /** Without angle brackets. Deterministic per (envelope, recipient, kind, generation). */
  readonly messageId: string;
  /** Shown before the platform's own address ("Ada Example via Sealwright"). */
  readonly fromName?: string;
  readonly to: Mailbox;
  readonly replyTo?: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What the mail server said. sent: accepted (2xx). deferred: try again (4xx, or no connection: `smtpCode` null).
 * failed: never try again (5xx). `response` is the server's last line, cut at 500 characters.
 */
export interface DeliveryReceipt {
  readonly state: 'sent' | 'deferred' | 'failed';
  readonly smtpCode: number | null;
  readonly response: string;
}

export abstract class Mailer {
  /**
   * Hands one mail to the SMTP server and waits for its answer.
   * @throws AppError `mail-address-invalid` when an address could be read as another one (CVE-2025-13033): check with
   * `isDeliverable` when the address is entered.
   */
  abstract send(message: MailMessage): Promise<DeliveryReceipt>;

  /** Connects and greets; used by the health page. */
  abstract check(): Promise<{ readonly ok: boolean; readonly detail: string }>;
}
