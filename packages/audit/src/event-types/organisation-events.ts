import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import {
  address,
  code,
  count,
  label,
  ordinal,
  personalText,
  sha256Hex,
  userAgent,
  uuid,
} from './event-values.js';
import { apiKeyId, bulkId, templateId, unwrittenCount, userId } from './shared-members.js';
import { counted } from './wording.js';

const named = { name: personalText.describe('Its name.').exactOptional() };

/** Of whoever tried: nobody knows who that was, but it is about the account. */
const attempt = {
  user: {
    fromIp: address.describe('Where the attempt came from.').exactOptional(),
    fromUserAgent: userAgent.describe('What the browser or program called itself.').exactOptional(),
  },
};

export const organisationEvents = {
  'template.created': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'An envelope was kept as a template.',
    data: {
      templateId,
      fromEnvelopeId: uuid.describe('The envelope it was made from.').exactOptional(),
      documentSha256Hexes: z.array(sha256Hex).max(50).describe('The frozen bytes of its documents.'),
      roleCount: count.describe('Roles to be filled by recipients.'),
      fieldCount: count.describe('Fields in the template.'),
    },
    personal: { template: named },
    says: (_data, { who }) => `${who} made a template`,
  }),
  'template.archived': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'The template can no longer be used; envelopes made from it stay.',
    data: { templateId },
    personal: { template: named },
    says: (_data, { who }) => `${who} archived a template`,
  }),
  'bulk.checked': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'A list of rows was read and every row judged; nothing was sent.',
    data: {
      bulkId,
      templateId,
      fileSha256Hex: sha256Hex.describe('The list as it was uploaded.'),
      rowCount: count.describe('Rows in the list.'),
      invalidCount: count.describe('Rows that could not be sent as they are.'),
    },
    personal: { bulk: { fileName: personalText.describe('The name of the list.').exactOptional() } },
    says: (data, { who }) => `${who} checked a list of ${counted(data.rowCount, 'row')} for a bulk send`,
  }),
  'bulk.started': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'The sender released the rows of a bulk send.',
    data: { bulkId, rowCount: ordinal.describe('Rows to be sent, one envelope each.') },
    says: (data, { who }) => `${who} started a bulk send of ${counted(data.rowCount, 'row')}`,
  }),
  'bulk.cancelled': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'The sender stopped a bulk send; envelopes already sent stay.',
    data: {
      bulkId,
      createdCount: count.describe('Rows whose envelopes were sent before.'),
      cancelledCount: count.describe('Rows that will not be sent.'),
    },
    says: (_data, { who }) => `${who} cancelled a bulk send`,
  }),
  'api-key.created': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'An API key was made; its secret was shown once and only its hash is kept.',
    data: { apiKeyId, scopes: z.array(label).max(50).describe('What the key may do.') },
    personal: { 'api-key': named },
    says: (_data, { who }) => `${who} created an API key`,
  }),
  'api-key.revoked': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'The API key stopped working.',
    data: { apiKeyId },
    personal: { 'api-key': named },
    says: (_data, { who }) => `${who} revoked an API key`,
  }),
  'account.signed-in': defineEventType({
    since: 1,
    streams: ['organisation'],
    meaning: 'A user signed in.',
    data: { userId, method: label.describe('How the user was identified: password.') },
    says: (_data, { who }) => `${who} signed in`,
  }),
  'account.signed-out': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'Sessions of the user were ended before their time, by signing out or with a change of the password.',
    data: { userId, sessionCount: ordinal.describe('Browsers that were signed out.') },
    says: (data, { who }) =>
      data.sessionCount === 1
        ? `${who} signed out`
        : `${who} was signed out of ${data.sessionCount} browsers`,
  }),
  'account.sign-in-failed': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Somebody tried to sign in to the user’s account and was not let in.',
    data: {
      userId,
      method: label.describe('What was tried: password.'),
      code: code.describe('Why it was refused.'),
      unwrittenCount: unwrittenCount.exactOptional(),
    },
    personal: attempt,
    says: (data, { name }) =>
      `A sign-in to the account of ${name(`user:${data.userId}`, 'a user')} was refused (${data.code})`,
  }),
  'account.password-changed': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The user chose another password and knew the one before.',
    data: { userId },
    says: (_data, { who }) => `${who} changed the password`,
  }),
  'account.password-change-refused': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'Somebody in the user’s session wanted to change the password and did not know it, or chose a bad one.',
    data: {
      userId,
      code: code.describe('Why it was refused.'),
      unwrittenCount: unwrittenCount.exactOptional(),
    },
    says: (data, { who }) => `${who} could not change the password (${data.code})`,
  }),
  'api-key.refused': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning:
      'A request came with an API key of the organisation that may not do this, or no longer anything.',
    data: {
      apiKeyId,
      code: code.describe('Why it was refused.'),
      scope: label.describe('The scope the key lacks.').exactOptional(),
      unwrittenCount: unwrittenCount.exactOptional(),
    },
    personal: {
      'api-key': {
        fromIp: address.describe('Where the request came from.').exactOptional(),
        fromUserAgent: userAgent.describe('What the program called itself.').exactOptional(),
      },
    },
    says: (data, { name }) =>
      `A request with ${name(`api-key:${data.apiKeyId}`, 'an API key')} was refused (${data.code})`,
  }),
  'bulk.retried': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The sender had the rows tried again that had failed.',
    data: { bulkId, rowCount: ordinal.describe('Rows that are tried again.') },
    says: (data, { who }) => `${who} had ${counted(data.rowCount, 'failed row')} of a bulk send tried again`,
  }),
};
