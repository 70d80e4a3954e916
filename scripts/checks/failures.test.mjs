import { describe, expect, it } from 'vitest';
import { failureLine, tellFailures } from './failures.mjs';

describe('telling what failed', () => {
  it('is a line for each, however long the reason and whatever its colours', () => {
    const message = '\n\u001B[31mexpected 1 to be 2\u001B[39m\n  at line 3';
    expect(failureLine({ title: 'a > b', message })).toBe('a > b: expected 1 to be 2');
    expect(failureLine({ title: 'a > b' })).toBe('a > b');
    expect(failureLine({ title: 'a', message: 'x'.repeat(500) })).toHaveLength(160);
  });

  it('names all of them beside the first FAIL, and says the word only once', () => {
    const lines = tellFailures([
      { title: 'one', message: 'no', details: ' FAIL  one\nfirst\nsecond' },
      { title: 'two', message: 'never', details: 'third' },
    ]);
    expect(lines).toEqual([
      ' FAIL  2 in all:',
      '  one: no',
      '  two: never',
      '',
      '--- one',
      ' failed  one',
      'first',
      'second',
      '',
      '--- two',
      'third',
    ]);
    expect(lines.filter((line) => line.includes(' FAIL '))).toHaveLength(1);
    expect(tellFailures([])).toEqual([]);
  });

  it('does not drown in details', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({
      title: `test ${index}`,
      details: 'line\n'.repeat(500),
    }));
    const lines = tellFailures(many);
    expect(lines.filter((line) => line.startsWith('  test '))).toHaveLength(60);
    expect(lines).toContain('  … and 40 more');
    expect(lines.length).toBeLessThan(1_500);
    expect(tellFailures(many.slice(0, 1))).toContain('… 440 more lines');
  });
});
