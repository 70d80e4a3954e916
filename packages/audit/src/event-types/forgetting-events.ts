import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { code, count, instant, subjectName, uuid } from './event-values.js';
import { templateId } from './shared-members.js';
import { counted } from './wording.js';

const erasureId = uuid.describe('The erasure this is part of; the erasure list has the same id.');
const scope = z
  .enum(['documents', 'personal', 'person'])
  .describe(
    'documents: files and field values. personal: these, and all names, addresses and texts. person: what is about the subjects, and the files that show them.',
  );
const cause = z
  .enum(['request', 'retention', 'restore'])
  .describe(
    'request: a person asked. retention: a rule was due. restore: done again after a backup came back.',
  );
const ground = code.describe('The legal ground given for the request (GDPR article 17).');
const days = count.nullable().describe('Days after the end of the envelope; null: never.');
const rule = z
  .strictObject({
    documentsAfterDays: days,
    personalAfterDays: days,
    locked: z.boolean().describe('True when nothing may be erased before its time.'),
  })
  .nullable();

const scopeWords = {
  documents: 'the files and values of this envelope',
  personal: 'the files, values and personal data of this envelope',
  person: 'a person’s data and the files that show it',
};
const causeWords = {
  request: 'on request',
  retention: 'by the retention rule',
  restore: 'again, after a backup was restored',
};

export const forgettingEvents = {
  'envelope.erased': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'Values, salts and files of the envelope were deleted for good; the events that committed to them stay and still verify.',
    data: {
      erasureId,
      scope,
      cause,
      ground: ground.exactOptional(),
      ruleId: uuid.describe('The retention rule that was due.').exactOptional(),
      requestId: uuid.describe('The request of a person this belongs to.').exactOptional(),
      requestedBy: subjectName.describe('Who asked for it.').exactOptional(),
      subjects: z.array(subjectName).max(200).describe('Whose data was deleted, by pseudonym.'),
      personalValueCount: count.describe(
        'Personal values beside the record that were deleted with their salts.',
      ),
      fieldValueCount: count.describe('Values of fields that were deleted.'),
      fileCount: count.describe('Files that were deleted with their keys.'),
    },
    says: (data, { who }) => `${who} erased ${scopeWords[data.scope]} ${causeWords[data.cause]}`,
  }),
  'person.erasure-requested': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'An administrator confirmed that the data of a person is to be erased.',
    data: {
      requestId: uuid.describe('The request.'),
      ground,
      envelopeCount: count.describe('Envelopes that name the person.'),
    },
    says: (data, { who }) =>
      `${who} asked to erase the data of a person in ${counted(data.envelopeCount, 'envelope')}`,
  }),
  'person.erased': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The request was carried out as far as it may be; what had to stay is counted.',
    data: {
      requestId: uuid.describe('The request.'),
      ground,
      subjects: z
        .array(subjectName)
        .max(200)
        .describe('Pseudonyms whose data beside this record was deleted.'),
      envelopeCount: count.describe('Envelopes in which the data was erased.'),
      keptCount: count.describe('Envelopes in which it may not be erased now: running, held or protected.'),
      personalValueCount: count.describe('Personal values deleted outside envelopes.'),
      bulkRowCount: count.describe('Rows of bulk sends that were emptied.'),
      templateFieldCount: count.describe('Prefilled fields of templates that were emptied.'),
    },
    says: (data) =>
      `Sealwright erased the data of a person in ${counted(data.envelopeCount, 'envelope')}; ${counted(data.keptCount, 'envelope')} had to stay`,
  }),
  'person.exported': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'Everything held of a person was handed out as a file (GDPR articles 15 and 20).',
    data: { envelopeCount: count.describe('Envelopes that name the person.') },
    says: (data, { who }) =>
      `${who} exported the data of a person from ${counted(data.envelopeCount, 'envelope')}`,
  }),
  'retention.changed': defineEventType({
    since: 2,
    streams: ['organisation'],
    meaning: 'The rule that says when ended envelopes are erased was declared anew.',
    data: {
      templateId: templateId.exactOptional(),
      previous: rule.describe('The rule before; null: none.'),
      next: rule.describe('The rule from now on; null: none.'),
    },
    says: (data, { who }) =>
      `${who} changed the retention rule ${data.templateId ? 'of a template' : 'of the organisation'}`,
  }),
  'retention.announced': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'A retention rule will erase the envelope at the stated time unless something stops it.',
    data: {
      ruleId: uuid.describe('The rule that is due.'),
      scope,
      eraseAt: instant.describe('Not before this moment.'),
    },
    says: (data) => `Sealwright announced that ${scopeWords[data.scope]} will be erased`,
  }),
  'retention.stopped': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'The retention rule was due and something forbade the erasure; it follows when that is gone.',
    data: { ruleId: uuid.describe('The rule that is due.'), scope, code: code.describe('What forbade it.') },
    says: (data) => `The retention rule was due but stopped: ${data.code}`,
  }),
};
