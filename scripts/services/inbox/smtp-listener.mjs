import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

const MAX_MAIL_BYTES = 60 * 1024 * 1024;

/**
 * An SMTP server that takes every mail for every address and keeps it in `store`. A mail is acknowledged only after it
 * is on disk, so whoever sees "accepted" will find it in the inbox.
 */
export function createSmtpListener(store) {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: MAX_MAIL_BYTES,
    maxClients: 200,
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      buffer(stream)
        .then((raw) => (stream.sizeExceeded ? refuseSize() : store.add(raw, recipients)))
        .then((message) => done(null, `kept as ${message.id}`), done);
    },
  });
}

function refuseSize() {
  throw Object.assign(new Error('The message is too large.'), { responseCode: 552 });
}
