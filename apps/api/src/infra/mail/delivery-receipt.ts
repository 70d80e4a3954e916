import type { DeliveryReceipt } from '../../ports/mailer.js';

/** What nodemailer tells of a failure, as far as it does. */
interface SmtpFault {
  readonly responseCode?: unknown;
  readonly response?: unknown;
  readonly command?: unknown;
  readonly code?: unknown;
}

/** The commands in which a refusal is about this mail or this recipient; in all others it is about us. */
const ABOUT_THE_MAIL = ['RCPT', 'DATA'];

const MAX_RESPONSE = 500;

/**
 * Reads the server's answer. A 5xx counts as final only when it is about the recipient or the message: a refused login
 * or sender is the operator's to mend, and the mails wait for that.
 */
export function receiptOfFailure(error: unknown): DeliveryReceipt {
  const fault: SmtpFault = typeof error === 'object' && error !== null ? error : {};
  const smtpCode = typeof fault.responseCode === 'number' ? fault.responseCode : null;
  const command = typeof fault.command === 'string' ? fault.command : '';
  const isFinal =
    smtpCode !== null && smtpCode >= 500 && ABOUT_THE_MAIL.some((one) => command.startsWith(one));
  const said = typeof fault.response === 'string' ? fault.response : describe(fault, error);
  return { state: isFinal ? 'failed' : 'deferred', smtpCode, response: oneLine(said) };
}

export function receiptOfSuccess(response: string): DeliveryReceipt {
  const code = Number.parseInt(response, 10);
  return { state: 'sent', smtpCode: Number.isNaN(code) ? 250 : code, response: oneLine(response) };
}

function describe(fault: SmtpFault, error: unknown): string {
  switch (fault.code) {
    case 'ECONNREFUSED':
    case 'ECONNECTION':
    case 'ESOCKET':
      return 'The mail server cannot be reached.';
    case 'EDNS':
    case 'ENOTFOUND':
      return 'The name of the mail server is not known.';
    case 'ETIMEDOUT':
      return 'The mail server does not answer.';
    case 'ETLS':
      return 'The mail server offers no connection that can be trusted.';
    default:
      return error instanceof Error ? error.message : 'The mail server could not be used.';
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_RESPONSE);
}
