import { createTransport } from 'nodemailer';
import { type Check, ok, reasonOf, requireVariable, Unwell } from './finding.js';

/** A real dialogue: connect, EHLO, STARTTLS where offered, AUTH where configured. No mail is sent. */
export const checkSmtp: Check = {
  name: 'smtp',
  async run(environment) {
    const url = requireVariable(environment, 'SMTP_URL');
    const transport = createTransport({
      url,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 10_000,
    });
    try {
      await transport.verify();
      return ok(`The mail server at ${URL.parse(url)?.host ?? 'SMTP_URL'} accepts our greeting.`);
    } catch (cause) {
      throw new Unwell(
        `The mail server cannot be used: ${reasonOf(cause)}.`,
        'Check SMTP_URL (host, port, user, password). Invitations wait and are sent when it answers again.',
        { cause },
      );
    } finally {
      transport.close();
    }
  },
};
