import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { count, instant, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';
import { reason, userId } from './shared-members.js';
import { counted } from './wording.js';

const grantId = uuid.describe('This grant; one person may have several, one after the other.');
const expiresAt = instant.describe('When the access ends by itself.');
const holdId = uuid.describe('This hold; an envelope may have several, one for each matter.');
const envelopeId = uuid.describe('The envelope that was looked at.').exactOptional();
const rowCount = count.describe('Rows in the answer.');
const from = instant.describe('Begin of the period, inclusive.').exactOptional();
const to = instant.describe('End of the period, exclusive.').exactOptional();

const searchedFor = {
  documentSha256Hex: sha256Hex.describe('The document that was looked for.').exactOptional(),
  states: z.array(label).max(10).describe('Only envelopes in these states.').exactOptional(),
  from,
  to,
};
const searchWords = {
  search: {
    words: personalText.describe('What was looked for in titles.').exactOptional(),
    person: personalText.describe('The person that was looked for.').exactOptional(),
  },
};

const files = {
  sealed: 'the sealed document',
  certificate: 'the audit certificate',
  'audit-json': 'the audit record',
  'evidence-package': 'the evidence package',
} as const;
const parts = {
  timeline: 'the story of an envelope',
  holds: 'the legal holds',
  samples: 'the samples drawn so far',
} as const;
const exported = { envelopes: 'envelopes found', events: 'events', sample: 'a sample' } as const;

export const auditorEvents = {
  'auditor.granted': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator let somebody read the evidence until the given time.',
    data: { grantId, userId, expiresAt },
    personal: { 'auditor-grant': reason },
    says: (data, { who, name }) =>
      `${who} gave ${name(`user:${data.userId}`, 'an auditor')} access to the evidence until ${data.expiresAt.slice(0, 10)}`,
  }),
  'auditor.extended': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator moved the end of an auditor’s access.',
    data: { grantId, userId, previousExpiresAt: instant.describe('The end as it was.'), expiresAt },
    says: (data, { who, name }) =>
      `${who} moved the end of the access of ${name(`user:${data.userId}`, 'an auditor')} to ${data.expiresAt.slice(0, 10)}`,
  }),
  'auditor.ended': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator ended an auditor’s access; every session of theirs stopped working with it.',
    data: { grantId, userId, sessionCount: count.describe('Sessions that were ended.') },
    says: (data, { who, name }) => `${who} ended the access of ${name(`user:${data.userId}`, 'an auditor')}`,
  }),
  'auditor.invited': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The mail server accepted the mail that tells an auditor about the access.',
    data: {
      grantId,
      userId,
      withPasswordLink: z.boolean().describe('Whether it carried a link to set a password, usable once.'),
    },
    says: (data, { name }) =>
      `The mail to ${name(`user:${data.userId}`, 'an auditor')} was accepted by the mail server`,
  }),
  'auditor.mail-asked': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator asked for the mail to an auditor once more.',
    data: { grantId, userId },
    says: (data, { who, name }) =>
      `${who} asked for another mail to ${name(`user:${data.userId}`, 'an auditor')}`,
  }),
  'auditor.password-set': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An auditor set a password with the link from their mail; the link works no more.',
    data: { userId },
    says: (_data, { who }) => `${who} set a password with the link from the mail`,
  }),
  'audit.searched': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'Somebody searched the envelopes in the auditor’s room; this was written before the answer left.',
    data: {
      searchId: uuid.describe('The search, to find its words beside the event.'),
      rowCount,
      isLaterPage: z.boolean().describe('Whether a later page of the same search was read.'),
      ...searchedFor,
    },
    personal: searchWords,
    says: (data, { who }) =>
      `${who} searched the envelopes${data.isLaterPage ? ', a later page' : ''} (${counted(data.rowCount, 'row')})`,
  }),
  'audit.viewed': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Somebody read a part of the evidence on screen; this was written before the answer left.',
    data: {
      part: z.enum(['timeline', 'holds', 'samples']).describe('What was read.'),
      envelopeId,
    },
    says: (data, { who }) => `${who} read ${parts[data.part]}`,
  }),
  'audit.exported': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Somebody took a list out of the auditor’s room; this was written before its first byte left.',
    data: {
      searchId: uuid.describe('The search it came from, to find its words beside the event.'),
      what: z.enum(['envelopes', 'events', 'sample']).describe('What each row is.'),
      format: z.enum(['csv', 'json']).describe('How the file is written.'),
      envelopeCount: count.describe('Envelopes the file covers.'),
      ...searchedFor,
    },
    personal: searchWords,
    says: (data, { who }) =>
      `${who} exported ${exported[data.what]} of ${counted(data.envelopeCount, 'envelope')} as ${data.format.toUpperCase()}`,
  }),
  'audit.downloaded': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'A file of the envelope was handed out in the auditor’s room; this was written before its first byte left.',
    data: {
      kind: z
        .enum(['sealed', 'certificate', 'audit-json', 'evidence-package'])
        .describe('What was handed out.'),
      sha256Hexes: z.array(sha256Hex).max(100).describe('The files in it, or the file itself.'),
    },
    says: (data, { who }) => `${who} downloaded ${files[data.kind]} in the auditor’s room`,
  }),
  'audit.sampled': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'A random sample of envelopes was drawn; anybody with the seed and the envelope ids draws the same.',
    data: {
      sampleId: uuid.describe('This sample.'),
      algorithm: label.describe('How the seed decides; docs/decisions/0021 has the steps.'),
      seed: label.describe('What the sample was drawn with.'),
      seedBy: z.enum(['server', 'auditor']).describe('Who chose the seed.'),
      from: instant.describe('Envelopes sent from this moment on.'),
      to: instant.describe('Envelopes sent before this moment.'),
      populationCount: count.describe('Envelopes sent in the period.'),
      populationSha256Hex: sha256Hex.describe('Their ids, sorted, each with a line feed behind it.'),
      sampleCount: ordinal.describe('How many were asked for.'),
    },
    says: (data, { who }) =>
      `${who} drew a sample of ${data.sampleCount} out of ${counted(data.populationCount, 'envelope')} with the seed ${data.seed}`,
  }),
  'audit.compared': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Somebody had it proved that the log of one checkpoint is the beginning of the log of another.',
    data: {
      olderSize: count.describe('Entries in the older log.'),
      newerSize: count.describe('Entries in the newer log.'),
      isConsistent: z.boolean().describe('Whether it could be proved.'),
    },
    says: (data, { who }) => `${who} compared checkpoints of ${data.olderSize} and ${data.newerSize} entries`,
  }),
  'hold.placed': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'The envelope was put on legal hold: nothing of it may be erased until the hold is lifted.',
    data: { holdId },
    personal: { 'legal-hold': reason },
    says: (_data, { who }) => `${who} put the envelope on legal hold`,
  }),
  'hold.lifted': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'A legal hold was lifted; others may still stand.',
    data: { holdId },
    personal: { 'legal-hold': reason },
    says: (_data, { who }) => `${who} lifted a legal hold`,
  }),
};
