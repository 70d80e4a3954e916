import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { code, count, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

const logKeyId = uuid.describe('The log key.');
const logKeyFingerprintSha256Hex = sha256Hex.describe(
  'The public key (SubjectPublicKeyInfo) of the log key.',
);

const alarmId = uuid.describe('The alarm.');

const outlets = {
  timestamp: 'timestamps for checkpoints',
  witness: 'a witness of the log',
  sink: 'a place outside that keeps checkpoints',
} as const;
const outlet = {
  kind: z.enum(['timestamp', 'witness', 'sink']).describe('What it does for the log.'),
  name: label.describe('Which one: its kind and the beginning of the SHA-256 of its address.'),
  treeSize: count.describe('Entries in the newest checkpoint at that moment.'),
};

const settledMails = {
  kinds: z.array(code).min(1).describe('Kinds of jobs that send mails.'),
  mailCount: count.describe('How many mails of these kinds waited.'),
};
const whyMails = {
  user: { reason: personalText.describe('What the administrator wrote.').exactOptional() },
  operator: {
    name: personalText.describe('Who decided, as the command line was told.'),
    reason: personalText.describe('Why.'),
  },
};

export const logEvents = {
  'log-key.registered': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'A log key was found in the token, probed and put to use: checkpoints may carry its signature from now on.',
    data: {
      logKeyId,
      algorithm: code.describe('The signature algorithm.'),
      verifierKey: label.describe('The key as readers of the log are given it (C2SP signed-note).'),
      keyFingerprintSha256Hex: logKeyFingerprintSha256Hex,
      origin: z.enum(['generated-in-token', 'imported', 'unknown']).describe('As the token answered.'),
      exportable: z.boolean().describe('Whether the token would hand the private key out.'),
      softToken: z.boolean().describe('Whether the token is software, not hardware.'),
    },
    says: () => 'A key of the log was registered',
  }),
  'log-key.retired': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The log key signs no more; what it signed stays valid.',
    data: { logKeyId, keyFingerprintSha256Hex: logKeyFingerprintSha256Hex },
    says: () => 'A key of the log was retired',
  }),
  'log.begun': defineEventType({
    since: 4,
    streams: ['organisation'],
    meaning:
      'The database had been put back to an older state than was shown of the log before; from here on another log goes on.',
    data: {
      generation: ordinal.describe('Which log: 2 for the first that followed another one.'),
      origin: label.describe('Its name.'),
      afterOrigin: label.describe('Name of the log that ended.'),
      afterSize: count.describe('Entries in the last checkpoint that was shown of it.'),
      afterRootHex: sha256Hex.describe('The root of that checkpoint.'),
      keptSize: count.describe('Entries that are still there; the new log begins with the same ones.'),
      keptRootHex: sha256Hex.describe('Their root.'),
      proved: z.boolean().describe('Whether tiles of the log before proved that it contained these entries.'),
    },
    personal: {
      operator: {
        name: personalText.describe('Who began it, as the command line was told.'),
        reason: personalText.describe('Why.'),
      },
    },
    says: (data) =>
      `After a restore the log goes on as ${data.origin}; ${data.afterOrigin} ended with ${data.afterSize} entries, of which ${data.keptSize} are still there`,
  }),
  'mails.held': defineEventType({
    since: 4,
    streams: ['organisation'],
    meaning:
      'No mail leaves any more until somebody decides, because the database seems to have been put back.',
    data: {
      cause: z.enum(['log-older', 'another-database', 'operator']).describe('How that was noticed.'),
      mailCount: count.describe('Mails that waited at that moment.'),
    },
    says: (data) => `Mails are held after a restore: ${data.mailCount} wait`,
  }),
  'mails.released': defineEventType({
    since: 4,
    streams: ['organisation'],
    meaning: 'Held mails of these kinds are sent after all, and new ones as usual.',
    data: settledMails,
    personal: whyMails,
    says: (data) => `${data.mailCount} held mails were released`,
  }),
  'mails.discarded': defineEventType({
    since: 4,
    streams: ['organisation'],
    meaning: 'Held mails of these kinds are never sent; new ones are, as usual.',
    data: settledMails,
    personal: whyMails,
    says: (data) => `${data.mailCount} held mails were discarded`,
  }),
  'log.delivery-failed': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'A checkpoint could not be brought to a place outside; it is tried again until it can.',
    data: { ...outlet, code: code.describe('Why.') },
    says: (data) => `Checkpoints no longer reach ${outlets[data.kind]} (${data.code})`,
  }),
  'log.delivery-recovered': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Checkpoints reach a place outside again that they could not be brought to before.',
    data: outlet,
    says: (data) => `Checkpoints reach ${outlets[data.kind]} again`,
  }),
  'log.alarm-raised': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'The monitor compared the record with the log and the token journal and found something that does not fit.',
    data: {
      alarmId: alarmId,
      code: code.describe('What does not fit.'),
      envelopeId: uuid.describe('The envelope whose record is concerned.').exactOptional(),
      seq: ordinal.describe('The first event of that record that is wrong or missing.').exactOptional(),
      logIndex: count.describe('Its place in the log, from 0.').exactOptional(),
    },
    says: (data) => `The monitor raised an alarm (${data.code})`,
  }),
  'log.alarm-acknowledged': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator took note of an alarm and gave a reason; the alarm stays on record.',
    data: { alarmId: alarmId, code: code.describe('What did not fit.') },
    personal: {
      user: { reason: personalText.describe('What the administrator wrote.').exactOptional() },
    },
    says: (data, { who }) => `${who} acknowledged an alarm of the monitor (${data.code})`,
  }),
};
