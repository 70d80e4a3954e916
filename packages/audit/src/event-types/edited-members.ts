import { z } from 'zod';
import { count, fieldType, ordinal, personalText, uuid } from './event-values.js';
import { documentId, frozenSha256Hex, recipientId } from './shared-members.js';

/** What was corrected in a draft, old and new. All of it came with edition 2. */

const change = z.enum(['added', 'removed', 'changed']).describe('What happened to it.');

const party = z.strictObject({
  role: z.enum(['signer', 'approver', 'copy']).describe('What is asked of the recipient.'),
  routingOrder: ordinal.describe('The group the recipient acts in.'),
});

const place = z.strictObject({
  recipientId,
  fieldType,
  pageNumber: ordinal.describe('Its page, counted from 1.'),
  required: z.boolean().describe('Whether it has to be filled.'),
  boxMillionths: z
    .array(z.int().min(-10_000_000).max(10_000_000))
    .length(4)
    .describe('Left, top, width, height in millionths of the visible page.')
    .meta({ kind: 'list of 4 numbers' }),
});

const sides = <T extends z.ZodType>(schema: T) => ({
  before: schema.describe('As it was; missing when it was added.').exactOptional(),
  after: schema.describe('As it is from now on; missing when it was removed.').exactOptional(),
});

export const editedMembers = {
  expiresInDays: z
    .strictObject({
      before: ordinal.describe('Days the envelope would have been open.'),
      after: ordinal.describe('Days it will be open.'),
    })
    .describe('The time to sign, old and new.')
    .meta({ since: 2 })
    .exactOptional(),
  documentChanges: z
    .array(
      z.strictObject({
        documentId,
        change: z
          .enum(['added', 'removed', 'changed'])
          .describe('What happened to it; changed means another place or name.'),
        frozenSha256Hex,
      }),
    )
    .max(100)
    .describe('Documents that came, went, or have another place or name.')
    .meta({ since: 2 })
    .exactOptional(),
  recipientChanges: z
    .array(z.strictObject({ recipientId, change, ...sides(party) }))
    .max(60)
    .describe('Recipients that are different; names and addresses are personal values.')
    .meta({ since: 2 })
    .exactOptional(),
  recipientChangeCount: count
    .describe('How many there were, also beyond those listed.')
    .meta({ since: 2 })
    .exactOptional(),
  fieldChanges: z
    .array(z.strictObject({ fieldId: uuid.describe('The field.'), change, ...sides(place) }))
    .max(60)
    .describe('Fields that are different; their labels and texts are personal values.')
    .meta({ since: 2 })
    .exactOptional(),
  fieldChangeCount: count
    .describe('How many there were, also beyond those listed.')
    .meta({ since: 2 })
    .exactOptional(),
};

const was = (about: string) => personalText.describe(about).meta({ since: 2 }).exactOptional();

const renamed = (about: string) => personalText.describe(about).meta({ since: 3 }).exactOptional();

export const editedPersonal = {
  envelope: {
    title: personalText.describe('The title of the envelope, from now on.').exactOptional(),
    message: personalText.describe('The sender’s message, from now on.').exactOptional(),
    previousTitle: was('The title before, where it was changed.'),
    previousMessage: was('The message before, where it was changed.'),
  },
  recipient: {
    name: was('The name from now on.'),
    email: was('The e-mail address from now on.'),
    previousName: was('The name before, where it was changed or went.'),
    previousEmail: was('The e-mail address before, where it was changed or went.'),
  },
  document: {
    name: renamed('The name from now on, where it was changed.'),
    previousName: renamed('The name before.'),
  },
  field: {
    label: was('What the recipient is asked, from now on.'),
    previousLabel: was('What the recipient was asked before.'),
    prefilled: was('What the sender wrote into it, from now on.'),
    previousPrefilled: was('What the sender had written into it.'),
  },
};
