import { describe, expect, it } from 'vitest';
import { listCharacters } from './list-characters.js';

describe('listCharacters', () => {
  it.each([
    [['ᚠ', '☃'], 'ᚠ ☃'],
    [['\u202e'], 'U+202E (invisible)'],
    [['\ue000', 'ᚠ'], 'U+E000 (invisible) ᚠ'],
    [['d\u200d'], 'd with U+200D (invisible)'],
    [['\ud800'], 'U+D800 (invisible)'],
    [[...'ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃ'], 'ᚠ ᚢ ᚦ ᚨ ᚱ ᚲ ᚷ ᚹ ᚺ ᚾ …'],
  ])('shows %j as %s', (graphemes, shown) => {
    expect(listCharacters(graphemes)).toBe(shown);
  });
});
