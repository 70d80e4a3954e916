import { z } from 'zod';
import { count, ordinal, personalText, sha256Hex, uuid } from './event-values.js';

/** Members many types have, each with the one meaning it has everywhere. */

export const recipientId = uuid.describe('The recipient.');
export const documentId = uuid.describe('The document.');
export const templateId = uuid.describe('The template.');
export const bulkId = uuid.describe('The bulk send.');
export const apiKeyId = uuid.describe('The API key.');
export const userId = uuid.describe('The user whose account it is.');

export const originalSha256Hex = sha256Hex.describe('The bytes that were uploaded.');
export const frozenSha256Hex = sha256Hex.describe('The bytes that are shown, filled in and sealed.');
export const keyFingerprintSha256Hex = sha256Hex.describe(
  'The public key (SubjectPublicKeyInfo) of the seal.',
);
export const byteSize = count.describe('Size of the file in bytes.');
export const pageCount = ordinal.describe('Pages of the document.');

export const shownDocuments = z
  .array(z.strictObject({ documentId, sha256Hex: sha256Hex.describe('The bytes on the screen.') }))
  .min(1)
  .max(50)
  .describe('What was on the screen when the recipient acted.');

export const fileName = { name: personalText.describe('The name of the file.') };
export const reason = {
  reason: personalText.describe('The words somebody gave as the reason.').exactOptional(),
};

/** So that nobody floods the record with refusals: only some of many are written, each with the number left out. */
export const unwrittenCount = count
  .describe(
    'Equal attempts before this one that were not written, because they came too fast; at least so many.',
  )
  .meta({ since: 2 });
