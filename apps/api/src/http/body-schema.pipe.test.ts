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
});
