// The inbox process. Reads INBOX_DIR, INBOX_HTTP_PORT, INBOX_SMTP_PORT; listens on 127.0.0.1 only.
import { createInboxPages } from './http-listener.mjs';
import { MailStore } from './mail-store.mjs';
import { createSmtpListener } from './smtp-listener.mjs';

const HOST = '127.0.0.1';

const store = await MailStore.open(process.env.INBOX_DIR ?? '.data/inbox');
const smtp = createSmtpListener(store);
const pages = createInboxPages(store);
const fail = (error) => {
  console.error(error);
  process.exit(1);
};
smtp.on('error', (error) => (smtp.server.listening ? console.error(error.message) : fail(error)));
pages.on('error', fail);
smtp.listen(Number(process.env.INBOX_SMTP_PORT), HOST);
pages.listen(Number(process.env.INBOX_HTTP_PORT), HOST);
process.on('SIGTERM', () => process.exit(0));
