import { afterEach, describe, expect, it, vi } from 'vitest';
import { readArguments, wholeNumber } from './read-arguments.mjs';

class Ended extends Error {}

function call(args, read = ({ values }) => values) {
  const said = [];
  for (const stream of ['log', 'error'])
    vi.spyOn(console, stream).mockImplementation((line) => said.push(line));
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Ended(String(code));
  });
  try {
    return readArguments('Usage: it', { seed: { type: 'string' } }, read, args);
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { code: Number(error.message), said: said.join('\n') };
  }
}

describe('readArguments', () => {
  afterEach(() => vi.restoreAllMocks());

  it('hands over what makes sense', () => {
    expect(call(['--seed', '7'])).toEqual({ seed: '7' });
  });

  it('says how it is called when it is called otherwise', () => {
    expect(call(['--sead', '7'])).toEqual({ code: 64, said: expect.stringMatching(/--sead.*\nUsage: it$/s) });
    expect(call([], () => 'A seed is missing.')).toEqual({ code: 64, said: 'A seed is missing.\nUsage: it' });
    expect(call(['--help'])).toEqual({ code: 0, said: 'Usage: it' });
  });

  it('knows whole numbers', () => {
    expect([wholeNumber('12', 1), wholeNumber('0', 0), wholeNumber('0', 1)]).toEqual([12, 0, null]);
    for (const text of ['', 'two', '-1', '1.5', '1e3', '99999999999'])
      expect(wholeNumber(text, 0)).toBeNull();
  });
});
