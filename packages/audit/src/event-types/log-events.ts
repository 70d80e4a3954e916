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
