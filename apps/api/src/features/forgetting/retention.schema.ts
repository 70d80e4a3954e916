import { z } from 'zod';

const instant = z.iso.datetime();
const days = z.int().min(1).max(36_500).nullable();

export const retentionRuleInput = z
  .strictObject({
    documentsAfterDays: days.describe(
      'Days after the end until files and field values are erased; null: never',
    ),
    personalAfterDays: days.describe(
      'Days after the end until names, addresses and texts are erased too; null: never. Not before the files',
    ),
    locked: z
      .boolean()
      .describe(
        'True: nothing is erased before its time, on request neither. Binds what ended while it held',
      ),
  })
  .meta({ id: 'RetentionRule' });

const declaredRule = retentionRuleInput.extend({ setAt: instant }).meta({ id: 'DeclaredRetentionRule' });

export const retentionView = z
  .object({
    warningDays: z.int().describe('Administrators are told this many days before anything is erased'),
    organisation: declaredRule.nullable().describe('Null: envelopes are kept for ever'),
    templates: z.array(z.object({ templateId: z.uuid(), templateName: z.string(), rule: declaredRule })),
  })
  .meta({ id: 'Retention' });
export type RetentionView = z.infer<typeof retentionView>;
