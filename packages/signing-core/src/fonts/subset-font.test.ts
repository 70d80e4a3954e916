import { describe, expect, it } from 'vitest';
import { loadFonts } from './index.js';
import { subsetFont } from './subset-font.js';

const { sans } = loadFonts();
const named = (name: string): Uint8Array =>
  sans.find((file) => file.name.startsWith(name))?.read() ?? expect.unreachable();

describe('subsetFont', () => {
  it.each([
    ['Inter', [1, 5, 9]],
    ['NotoSansCJKjp', [1200, 34625]],
  ])('keeps little of %s, the same for the same glyphs', (name, glyphs) => {
    const font = named(name);
    const subset = subsetFont(font, glyphs);
    expect(subset.length).toBeLessThan(font.length / 10);
    expect([...subset.subarray(0, 4)]).toEqual([...font.subarray(0, 4)]);
    for (let other = 20; other < 40; other++) subsetFont(font, [other]);
    expect(subsetFont(font, glyphs.toReversed())).toEqual(subset);
    expect(subsetFont(font, glyphs)).toBe(subsetFont(font, glyphs));
  });

  it('refuses what is no font', () => {
    expect(() => subsetFont(new Uint8Array(100), [1])).toThrow();
  });
});
