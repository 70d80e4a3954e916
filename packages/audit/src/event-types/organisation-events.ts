import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { count, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';
import { apiKeyId, bulkId, templateId, userId } from './shared-members.js';
import { counted } from './wording.js';

const named = { name: personalText.describe('Its name.').exactOptional() };

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
};
