import { describe, expect, it } from 'vitest';
import { checkingWordsOf } from './checking-words.js';

const facts = { several: false, sealed: true, online: true, confirmed: false, softToken: false };

describe.each(['de', 'fr', 'es'] as const)('how to check, in %s', (language) => {
  const say = (change: Partial<typeof facts>) =>
    (checkingWordsOf(language)?.paragraphs({ ...facts, ...change }) ?? []).join('\n');

  it('says another thing for each thing that differs', () => {
    const said = [
      say({}),
      say({ several: true }),
      say({ sealed: false }),
      say({ several: true, sealed: false }),
      say({ online: false }),
      say({ confirmed: true }),
      say({ softToken: true }),
    ];
    expect(new Set(said).size).toBe(said.length);
  });
});

it('is not said twice to who reads English', () => {
  expect(checkingWordsOf('en')).toBeNull();
});
