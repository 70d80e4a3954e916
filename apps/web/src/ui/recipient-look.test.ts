import { expect, it } from 'vitest';
import { initialsOf, recipientLook } from './recipient-look';

it('gives the first thirty people looks of their own', () => {
  const looks = Array.from({ length: 30 }, (_, index) => recipientLook(index).fill);
  expect(new Set(looks).size).toBe(30);
});

it('makes initials of first and last name, by whole characters', () => {
  expect(initialsOf('Zoë Ní Chonaill')).toBe('ZC');
  expect(initialsOf('ada')).toBe('A');
  expect(initialsOf('👩‍🚀 Astronaut')).toBe('👩‍🚀A');
  expect(initialsOf(' ')).toBe('·');
});
