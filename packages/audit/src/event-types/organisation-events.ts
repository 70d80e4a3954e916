import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { count, label, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

const named = { name: personalText.exactOptional() };

export const organisationEvents = {
  'template.created': defineEventType(
    ['organisation'],
    'An envelope was kept as a template.',
    {
      templateId: uuid,
      fromEnvelopeId: uuid.exactOptional(),
      documentSha256Hexes: z.array(sha256Hex).max(50),
      roleCount: count,
      fieldCount: count,
    },
    { template: named },
  ),
  'template.archived': defineEventType(
    ['organisation'],
    'The template can no longer be used; envelopes made from it stay.',
    { templateId: uuid },
    { template: named },
  ),
  'bulk.checked': defineEventType(
    ['organisation'],
    'A list of rows was read and every row judged; nothing was sent.',
    { bulkId: uuid, templateId: uuid, fileSha256Hex: sha256Hex, rowCount: count, invalidCount: count },
    { bulk: { fileName: personalText.exactOptional() } },
  ),
  'bulk.started': defineEventType(['organisation'], 'The sender released the rows of a bulk send.', {
    bulkId: uuid,
    rowCount: ordinal,
  }),
  'bulk.cancelled': defineEventType(
    ['organisation'],
    'The sender stopped a bulk send; envelopes already sent stay.',
    { bulkId: uuid, createdCount: count, cancelledCount: count },
  ),
  'api-key.created': defineEventType(
    ['organisation'],
    'An API key was made; its secret was shown once and only its hash is kept.',
    { apiKeyId: uuid, scopes: z.array(label).max(50) },
    { 'api-key': named },
  ),
  'api-key.revoked': defineEventType(
    ['organisation'],
    'The API key stopped working.',
    { apiKeyId: uuid },
    { 'api-key': named },
  ),
  'account.signed-in': defineEventType(['organisation'], 'A user signed in.', {
    userId: uuid,
    method: label,
  }),
};
