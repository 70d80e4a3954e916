import { describe, expect, it } from 'vitest';
import { addButton, buttonsOf, changeChoice, chooseButton, optionsFrom } from './choices';
import type { Draft, DraftField } from './draft';
import { addField, changeType, pasteField } from './fields';

const page = { widthPt: 595, heightPt: 842 };
const words = {
  choice: (number: number) => `Choice ${number}`,
  option: (number: number) => `Option ${number}`,
};
const empty: Draft = { title: '', message: '', expiresInDays: 30, documents: [], recipients: [], fields: [] };
const place = { documentId: 'd', pageNumber: 1, page, spot: { x: 0.5, y: 0.5, isPointedAt: true } };
const withChoice = (draft = empty) => addField(draft, 'radio', 'p', place, words).draft;
const at = (draft: Draft, index: number): DraftField => {
  const field = draft.fields[index];
  if (!field) throw new Error('No such field.');
  return field;
};
const optionsOf = (draft: Draft) => draft.fields.map(({ options }) => options[0]?.value);

describe('a choice in the editor', () => {
  it('begins with two buttons of one group that do not lie upon each other', () => {
    const draft = withChoice();
    expect(draft.fields.map(({ group }) => group)).toEqual(['Choice 1', 'Choice 1']);
    expect(optionsOf(draft)).toEqual(['Option 1', 'Option 2']);
    expect(at(draft, 1).box.y).toBeGreaterThan(at(draft, 0).box.y + at(draft, 0).box.height);
    expect(withChoice(draft).fields[2]?.group).toBe('Choice 2');
  });

  it('grows by buttons that stand for something new, also by copies', () => {
    const draft = withChoice();
    const grown = addButton(draft, at(draft, 0), page, words).draft;
    expect(optionsOf(grown)).toEqual(['Option 1', 'Option 2', 'Option 3']);
    const copied = pasteField(grown, at(grown, 0), page, place).draft;
    expect(new Set(optionsOf(copied)).size).toBe(4);
    expect(buttonsOf(copied, at(copied, 3))).toHaveLength(4);
  });

  it('belongs to one person and is required as a whole', () => {
    const draft = withChoice(withChoice());
    const changed = changeChoice(draft, at(draft, 0), { recipientKey: 'q', required: false });
    expect(changed.fields.map(({ recipientKey }) => recipientKey)).toEqual(['q', 'q', 'p', 'p']);
  });

  it('is filled in with one button at most', () => {
    const draft = withChoice();
    const first = chooseButton(draft, at(draft, 0), true);
    const second = chooseButton(first, at(first, 1), true);
    expect(second.fields.map(({ value }) => value)).toEqual(['', 'true']);
    expect(chooseButton(second, at(second, 1), false).fields.map(({ value }) => value)).toEqual(['', '']);
  });

  it('loses its options when it becomes another kind', () => {
    const draft = withChoice();
    const changed = at(changeType(draft, at(draft, 0), 'text', words), 0);
    expect(changed).toMatchObject({ type: 'text', group: null, options: [], value: '' });
  });
});

describe('options on lines', () => {
  const kept = { value: 'DE', label: 'Germany' };

  it('keep their value where the line is unchanged', () => {
    expect(optionsFrom('Germany\nFrance', [kept])).toEqual([kept, { value: 'France', label: 'France' }]);
  });

  it('are none for empty lines', () => {
    expect(optionsFrom('a\n \n b\n', []).map(({ label }) => label)).toEqual(['a', 'b']);
    expect(optionsFrom('', [])).toEqual([]);
  });
});
