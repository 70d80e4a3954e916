import { expect, it } from 'vitest';
import { anEnvelope, NOON } from '../testing/an-envelope.js';
import { editDraft } from './draft.js';

const draft = anEnvelope().with('signer').with('signer').draft();

it('names what is different, old and new, and nothing that was only said again', () => {
  const [first, second] = draft.recipients;
  const [field] = draft.fields;
  if (!first || !second || !field) throw new Error('The draft has two people and a field.');
  const moved = { ...field, box: { ...field.box, x: 0.5 } };
  const change = {
    title: draft.title,
    message: 'Please sign by Friday.',
    recipients: [{ ...first, email: 'ada@new.example' }, second],
    fields: [moved, ...draft.fields.slice(1)],
  };
  const [event] = editDraft(draft, change, NOON).events;
  if (event?.type !== 'envelope.edited') throw new Error('It is an edit.');
  expect(event.changes.parts).toEqual(['message', 'recipients', 'fields']);
  expect(event.changes.message).toEqual({ before: draft.message, after: 'Please sign by Friday.' });
  expect(event.changes.recipients).toEqual([
    { before: first, after: { ...first, email: 'ada@new.example' } },
  ]);
  expect(event.changes.fields).toEqual([{ before: field, after: moved }]);
});

it('names who was added and who was removed', () => {
  const [first, second] = draft.recipients;
  if (!first || !second) throw new Error('The draft has two people.');
  const fields = draft.fields.filter((field) => field.recipientId === first.id);
  const [event] = editDraft(draft, { recipients: [first], fields }, NOON).events;
  if (event?.type !== 'envelope.edited') throw new Error('It is an edit.');
  expect(event.changes.recipients).toEqual([{ before: second, after: null }]);
  expect(
    event.changes.fields.every(({ before, after }) => before?.recipientId === second.id && after === null),
  ).toBe(true);
});

it('names a document that has another name or another place', () => {
  const two = anEnvelope().with('signer').withDocument().draft();
  const [first, second] = two.documents;
  if (!first || !second) throw new Error('The draft has two documents.');
  const documents = [
    { ...second, position: 0 },
    { ...first, position: 1, name: 'Annex.pdf' },
  ];
  const [event] = editDraft(two, { documents }, NOON).events;
  if (event?.type !== 'envelope.edited') throw new Error('It is an edit.');
  expect(event.changes.parts).toEqual(['documents']);
  expect(event.changes.documents).toEqual([
    { before: second, after: documents[0] },
    { before: first, after: documents[1] },
  ]);
});
