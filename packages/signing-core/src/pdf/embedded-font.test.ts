import { describe, expect, it } from 'vitest';
import { loadFonts } from '../fonts/index.js';
import { wrapLines } from '../text/fit-text.js';
import { prepareParagraph } from '../text/paragraph.js';
import type { EmbeddableFont } from './embedded-font.js';
import { FontRegister } from './font-register.js';
import { showLine } from './show-line.js';

const { sans, subset } = loadFonts();

function embed(text: string): EmbeddableFont {
  const register = new FontRegister(subset);
  for (const line of wrapLines(prepareParagraph(text, sans), 100))
    showLine(line, { x: 0, y: 0, sizePt: 1 }, register.codeFor);
  return register.describe()[0] ?? expect.unreachable();
}

describe('EmbeddedFont', () => {
  it('embeds one and the same subset for all that forms are mostly filled in with', () => {
    const [name, price] = [embed('Ada Lindqvist'), embed('48,250.00 EUR')];
    expect(price.program).toBe(name.program);
    expect(price.toUnicode).toBe(name.toUnicode);
    expect(price.baseFont).toBe(name.baseFont);
  });

  it('takes the next larger subset for Western letters, and an exact one for others', () => {
    const [plain, western, greek] = ['Goteborg', 'Göteborg', 'Goteborg Αθήνα'].map(
      (text) => embed(text).program,
    );
    expect(embed('“Málaga” – 5 €').program).toBe(western);
    expect(western?.length).toBeGreaterThan(plain?.length ?? 0);
    expect(greek?.length).toBeLessThan(western?.length ?? 0);
  });

  it('is the same whatever was embedded before', () => {
    const first = embed('Ærø 12 → Ω');
    for (const other of ['Ω', 'Ærø', 'Привет', 'x']) embed(other);
    expect(embed('Ærø 12 → Ω')).toEqual(first);
  });

  it('says what each of its codes stands for, also beyond the usual', () => {
    const map = Buffer.from(embed('no\u00a0break é').toUnicode).toString('latin1');
    for (const unit of ['006e', '00a0', '0020', '00e9'])
      expect(map).toMatch(new RegExp(`<[0-9a-f]{4}> <${unit}>`));
  });
});
