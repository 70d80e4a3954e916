import { expect, it } from 'vitest';
import { fittedLetters } from './fitted-letters';

it.each(['Jo', 'Ada Lovelace', 'Mira Okonkwo-Featherstonehaugh'])(
  '%s stands in the field as a whole',
  (name) => {
    const size = fittedLetters(name, 30);
    expect(size * name.length * 0.42).toBeLessThan(30);
    expect(size * (name.length + 2) * 0.42).toBeGreaterThan(29);
  },
);

it('makes the letters no smaller for marks that stand on them', () => {
  expect(fittedLetters('e\u0301', 30)).toBe(fittedLetters('e', 30));
});
