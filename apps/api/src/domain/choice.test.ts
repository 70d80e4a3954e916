import { describe, expect, it } from 'vitest';
import { anEnvelope, drawable, NOON, readyPlatform } from '../testing/an-envelope.js';
import { consent } from './consent.js';
import type { DraftEnvelope, SentEnvelope } from './envelope.js';
import { effectiveValue, type Field } from './field.js';
import { plainTraits } from './field-traits.js';
import { checkFieldValue } from './field-value.js';
import { fill } from './fill.js';
import type { FindUndrawable } from './find-undrawable.js';
import { readiness } from './readiness.js';
import { shownDocuments } from './shown-documents.js';
import { sign } from './sign.js';

const option = (value: string) => ({ value, label: value.toUpperCase() });
const button = (value: string, change: Partial<Field> = {}) => ({
  ...{ group: 'Colour', options: [option(value)], required: true },
  ...change,
});
const code = (name: string) => expect.objectContaining({ code: name });

/** One signer who agreed, with three buttons of a choice. */
function choosing(change: Partial<Field> = {}): SentEnvelope {
  const sent = anEnvelope()
    .with('signer')
    .field('radio', button('red', change))
    .field('radio', button('green'))
    .field('radio', button('blue'))
    .sent();
  const agreed = { textVersion: '1', textSha256Hex: 'bb'.repeat(32), documents: shownDocuments(sent) };
  return consent(sent, whoIn(sent), agreed, NOON).envelope;
}

const whoIn = (envelope: SentEnvelope) => {
  const id = envelope.recipients[0]?.id;
  if (id === undefined) throw new Error('No recipient.');
  return id;
};
const buttonsOf = (envelope: SentEnvelope) => envelope.fields.filter(({ type }) => type === 'radio');

function put(envelope: SentEnvelope, index: number, value: true | null) {
  const fieldId = buttonsOf(envelope)[index]?.id;
  if (fieldId === undefined) throw new Error('No such button.');
  return fill(envelope, whoIn(envelope), { fieldId, value }, NOON);
}

describe('a choice of radio buttons', () => {
  it('holds one answer: choosing another clears the first in the same act', () => {
    const first = put(choosing(), 0, true);
    const second = put(first.envelope, 2, true);
    expect(buttonsOf(second.envelope).map(effectiveValue)).toEqual([null, null, true]);
    expect(second.events.map((event) => ('value' in event ? event.value : '?'))).toEqual([null, true]);
    expect(second.envelope.version).toBe(first.envelope.version + 1);
    expect(put(second.envelope, 2, null).envelope.fields.map(effectiveValue)).not.toContain(true);
  });

  it('leaves choices of other groups alone', () => {
    const sent = anEnvelope()
      .with('signer')
      .field('radio', button('red'))
      .field('radio', button('green'))
      .field('radio', button('red', { group: 'Size' }))
      .field('radio', button('green', { group: 'Size' }))
      .sent();
    const agreed = { textVersion: '1', textSha256Hex: 'bb'.repeat(32), documents: shownDocuments(sent) };
    const both = put(put(consent(sent, whoIn(sent), agreed, NOON).envelope, 0, true).envelope, 3, true);
    expect(buttonsOf(both.envelope).map(effectiveValue)).toEqual([true, null, null, true]);
  });

  it('misses one answer when it is required, whichever button says so, and is content with any', () => {
    const open = choosing();
    const [signature] = open.fields;
    if (!signature) throw new Error('No signature.');
    const typed = { kind: 'typed', text: 'Ada' } as const;
    const signed = fill(open, whoIn(open), { fieldId: signature.id, value: typed }, NOON).envelope;
    const command = {
      ...{ documents: shownDocuments(signed), identification: ['mailed-link'] as const },
      ...{ newSealId: () => expect.fail('not all are done'), hashValues: () => 'cc'.repeat(32) },
    };
    const act = (envelope: SentEnvelope) => () => sign(envelope, whoIn(envelope), command, NOON);
    expect(act(signed)).toThrow(
      expect.objectContaining({
        code: 'fields-missing',
        errors: [expect.objectContaining({ code: 'field-missing' })],
      }),
    );
    expect(act(put(signed, 1, true).envelope)).toThrow('not all are done');
  });

  it('is locked as a whole when the sender chose', () => {
    expect(() => put(choosing({ prefilled: 'true' }), 1, true)).toThrow(code('field-locked'));
  });
});

describe('a value for a choice or a limited text', () => {
  const check = (field: Partial<Field> & Pick<Field, 'type'>, value: string | boolean) =>
    checkFieldValue({ ...plainTraits, ...field }, value, drawable);

  it('is one of the options of a dropdown, by its value', () => {
    const field = { type: 'dropdown', options: [option('red')] } as const;
    expect(check(field, 'red')).toBe('red');
    expect(check(field, '')).toBeNull();
    expect(() => check(field, 'RED')).toThrow(code('field-value-invalid'));
    expect(() => check(field, true)).toThrow(code('field-value-invalid'));
  });

  it('is counted as people count characters', () => {
    const field = { type: 'text', maxLength: 3 } as const;
    expect(check(field, 'e\u0301👩‍👩‍👧z')).toHaveLength(10);
    expect(() => check(field, 'abcd')).toThrow(code('field-value-invalid'));
  });

  it('is one line in a comb', () => {
    expect(() => check({ type: 'text', maxLength: 5, comb: true }, 'a\nb')).toThrow(
      code('field-value-invalid'),
    );
  });

  it('is nothing for a radio button that is not chosen', () => {
    expect(check({ type: 'radio' }, false)).toBeNull();
    expect(check({ type: 'radio' }, true)).toBe(true);
  });
});

describe('choices before sending', () => {
  const codesOf = (draft: DraftEnvelope, find: FindUndrawable = drawable) =>
    readiness(draft, readyPlatform(), find, NOON).map((problem) => `${problem.code} ${problem.pointer}`);
  const dropdown = (change: Partial<Field>) => anEnvelope().with('signer').field('dropdown', change).draft();
  const buttons = (...changes: Partial<Field>[]) => {
    const envelope = anEnvelope().with('signer');
    for (const change of changes) envelope.field('radio', { ...button('red'), ...change });
    return envelope.draft();
  };
  const green = { options: [option('green')] };

  it('may stand as they are when they are whole', () => {
    expect(codesOf(dropdown({ options: [option('red'), option('green')], prefilled: 'green' }))).toEqual([]);
    expect(codesOf(buttons({}, green))).toEqual([]);
  });

  it.each<[string, DraftEnvelope]>([
    ['options-missing /fields/1/options', dropdown({})],
    ['options-duplicate /fields/1/options', dropdown({ options: [option('red'), option('red')] })],
    ['option-empty /fields/1/options', dropdown({ options: [{ value: 'a', label: ' ' }] })],
    ['prefill-invalid /fields/1/value', dropdown({ options: [option('red')], prefilled: 'RED' })],
    ['radio-group-single /fields/1/group', buttons({})],
    ['radio-group-missing /fields/2/group', buttons({}, { ...green, group: null })],
    ['radio-option-missing /fields/2/options', buttons({}, { options: [] })],
    ['options-duplicate /fields/2/group', buttons({}, {})],
    ['prefill-invalid /fields/2/group', buttons({ prefilled: 'true' }, { ...green, prefilled: 'true' })],
    [
      'comb-without-length /fields/1/maxLength',
      anEnvelope().with('signer').field('text', { comb: true }).draft(),
    ],
    [
      'prefill-invalid /fields/1/value',
      anEnvelope().with('signer').field('text', { maxLength: 2, prefilled: 'abc' }).draft(),
    ],
  ])('are refused with %s', (problem, draft) => {
    expect(codesOf(draft)).toContain(problem);
  });

  it('belong to one recipient', () => {
    const draft = anEnvelope()
      .with('signer')
      .field('radio', button('red'))
      .with('signer')
      .field('radio', button('green'))
      .draft();
    expect(codesOf(draft)).toContain('radio-group-split /fields/3/group');
  });

  it('say only what can be drawn', () => {
    const codes = codesOf(dropdown({ options: [{ value: 'snow', label: '☃' }] }), (text) =>
      text === '☃' ? ['☃'] : [],
    );
    expect(codes).toContain('text-undrawable /fields/1/options');
  });
});
