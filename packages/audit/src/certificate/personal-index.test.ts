import { expect, it } from 'vitest';
import { eventWordsOf } from './event-words/choose-event-words.js';
import { PersonalIndex } from './personal-index.js';

const subject = 'recipient:r';
const told = (value: unknown) => {
  const valueJson = JSON.stringify({ value });
  return new PersonalIndex([{ eventId: 'e', subject, valueJson, salt: new Uint8Array(32) }]).fieldText(
    'e',
    subject,
    eventWordsOf('en').field,
  );
};

it('tells what was put into a field as a reader of the page can use it', () => {
  expect(told({ kind: 'text', text: 'Port Elen' })).toBe('“Port Elen”');
  expect(told({ kind: 'text', text: 'Ring.\nTwice.' })).toBe('“Ring. / Twice.”');
  expect(told({ kind: 'choice', value: 'de', text: 'Germany' })).toBe('“Germany”');
  expect(told({ kind: 'checkbox', checked: false })).toBe('not ticked');
  expect(told({ kind: 'cleared' })).toBe('cleared');
  expect(told({ kind: 'drawn-signature', strokesSha256Hex: '00' })).toBeNull();
});
