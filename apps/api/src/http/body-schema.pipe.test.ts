import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bodySchemaPipe } from './body-schema.pipe.js';

const schema = z.strictObject({
  name: z.string(),
  options: z.array(z.strictObject({ label: z.string() })).default([]),
  values: z.record(z.string(), z.string()).optional(),
});

const check = (body: unknown) => bodySchemaPipe().transform(body, { type: 'body', schema });

describe('a body', () => {
  it('comes through as its schema reads it', async () => {
    expect(await check({ name: 'Ada\n\t\u0001😀' })).toEqual({ name: 'Ada\n\t\u0001😀', options: [] });
  });

  it.each([
    [{ name: 'a\0b' }, '/name'],
    [{ name: 'a', options: [{ label: 'x' }, { label: '\0' }] }, '/options/1/label'],
    [{ name: 'a', values: { 'k\0': 'v' } }, '/values'],
    [{ name: 'a', options: [{ label: 'half \ud83d' }] }, '/options/0/label'],
  ])('with NUL or half a character is refused where it stands: %j', async (body, pointer) => {
    await expect(check(body)).rejects.toMatchObject({ code: 'validation-failed', errors: [{ pointer }] });
  });

  const parts = z.strictObject({
    name: z.string().min(1).max(3),
    kind: z.enum(['a', 'b']).optional(),
    list: z.array(z.int()).max(1).optional(),
    mail: z.email().optional(),
    own: z.string().max(1, 'Own words stay.').optional(),
  });

  it.each([
    [{}, '/name', 'This is missing.'],
    [{ name: 4 }, '/name', 'Needed here: a text.'],
    [{ name: '' }, '/name', 'Needed here: at least one character.'],
    [{ name: 'abcd' }, '/name', 'Needed here: at most 3 characters.'],
    [{ name: 'a', kind: 'c' }, '/kind', 'Needed here: one of "a", "b".'],
    [{ name: 'a', list: [1, 2] }, '/list', 'Needed here: at most one entry.'],
    [{ name: 'a', list: [1.5] }, '/list/0', 'Needed here: a whole number.'],
    [{ name: 'a', mail: 'b' }, '/mail', 'Needed here: an e-mail address.'],
    [{ name: 'a', own: 'bc' }, '/own', 'Own words stay.'],
    [{ name: 'a', nmae: 'b' }, '', 'Not known here: nmae.'],
  ])('is refused in words a person can act on: %j', async (body, pointer, detail) => {
    const refused = bodySchemaPipe().transform(body, { type: 'body', schema: parts });
    await expect(refused).rejects.toMatchObject({ errors: [{ pointer, detail }] });
  });
});
