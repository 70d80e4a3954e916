import { describe, expect, it } from 'vitest';
import { intakeTools } from '../../testing/intake-tools.js';
import { samplePdf } from '../../testing/sample-pdf.js';
import { writeStructure } from '../../testing/write-structure.js';
import { takeIn } from '../take-in.js';
import { findDifference } from './find-difference.js';
import { LookBudget, spreadPages } from './look-budget.js';
import type { DrawnPage, ViewedDocument } from './page-viewer.js';

const picture = (ink: readonly number[] = []): DrawnPage => {
  const rgba = new Uint8Array(20 * 10 * 4).fill(255);
  for (const pixel of ink) rgba.fill(0, pixel * 4, pixel * 4 + 3);
  return { rgba, widthPx: 20, heightPx: 10, large: '' };
};

describe('findDifference', () => {
  // Five pixels in the fifth row, from the middle on.
  const word = [90, 91, 92, 93, 94];

  it('sees a word that came or went, and where', () => {
    expect(findDifference(picture(), picture(word), [])).toEqual({ x: 13 / 20, y: 4 / 10 });
    expect(findDifference(picture(word), picture(), [])).not.toBeNull();
    expect(findDifference(picture(word), picture(word), [])).toBeNull();
  });

  it('leaves out what may differ, and edges of a pixel or two', () => {
    expect(
      findDifference(picture(), picture(word), [{ x: 0.5, y: 0.4, width: 0.2, height: 0.1 }]),
    ).toBeNull();
    expect(
      findDifference(picture(), picture(word), [{ x: 0, y: 0.4, width: 0.2, height: 0.1 }]),
    ).not.toBeNull();
    expect(findDifference(picture(), picture(word.slice(0, 2)), [])).toBeNull();
  });

  it('sees a page of another size', () => {
    expect(findDifference(picture(), { ...picture(), widthPx: 10, heightPx: 20 }, [])).not.toBeNull();
  });
});

describe('spreadPages', () => {
  it.each([1, 2, 3, 10, 117])('visits each of %i pages once, the ends first', (count) => {
    const visited = [...spreadPages(count)];
    expect([...visited].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(visited.slice(0, 2)).toEqual([...new Set([0, count - 1])]);
  });
});

describe('LookBudget', () => {
  /** A page that takes as much of both clocks for each time it is asked whether to go on. */
  function slowPage(steps: number, cpuShare: number) {
    let nowMs = 0;
    const clock = { nowMs: () => nowMs, cpuMs: () => nowMs * cpuShare };
    const draw: ViewedDocument['draw'] = (_pageIndex, _widthPx, goOn) => {
      for (let step = 0; step < steps; step++) {
        nowMs += 1_000;
        if (!goOn()) return 'stopped';
      }
      return picture();
    };
    return { clock, document: { draw } as ViewedDocument };
  }

  it('refuses a page that costs too much, naming it', () => {
    const { clock, document } = slowPage(30, 1);
    expect(() => new LookBudget(clock, 60_000).draw(document, 6, 64)).toThrow(
      expect.objectContaining({ code: 'pdf-too-complex', message: expect.stringMatching(/^Page 7 /) }),
    );
  });

  it('only ends where the machine is slow, and knows what a page costs', () => {
    const { clock, document } = slowPage(4, 0.1);
    const budget = new LookBudget(clock, 10_000);
    expect(budget.draw(document, 0, 64)).not.toBeNull();
    expect(budget.allows(0, 1)).toBe(true);
    expect(budget.allows(0, 2)).toBe(false);
    expect(budget.draw(document, 1, 64)).not.toBeNull();
    expect(budget.draw(document, 2, 64)).toBeNull();
    expect(budget.isOver).toBe(true);
  });

  it('remembers what was costly, and that it was for its large pictures', () => {
    const { clock, document } = slowPage(1, 1);
    const budget = new LookBudget(clock, 60_000);
    budget.draw(document, 0, 64);
    const withPicture: ViewedDocument['draw'] = (...asked) => {
      const drawn = document.draw(...asked);
      return drawn === null || drawn === 'stopped' ? drawn : { ...drawn, large: 'hash' };
    };
    budget.draw({ ...document, draw: withPicture }, 1, 64);
    const later = budget.until(90_000);
    expect([later.isCostly(0), later.isCostly(1), later.isCostly(2)]).toEqual([true, true, false]);
    expect(later.isCostly(0, 'all-but-large-pictures')).toBe(true);
    expect(later.isCostly(1, 'all-but-large-pictures')).toBe(false);
  });
});

describe('two readers', () => {
  const page = '/Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 6 0 R';
  const objects = (content: string) =>
    new Map([
      [1, '<</Type /Catalog /Pages 2 0 R>>'],
      [2, '<</Type /Pages /Kids [4 0 R] /Count 1>>'],
      [3, '<</Producer /X /XObject <</Price 5 0 R>>>>'],
      [4, `<<${page} /Resources 3 0 R>>`],
      [5, `<</Subtype /Form /BBox [0 0 99 99] /Length 16>>\nstream\n9 9 80 80 re f   \nendstream`],
      [6, `<</Length ${content.length}>>\nstream\n${content}\nendstream`],
    ]);

  it('that do not find the same objects are a reason to refuse', async () => {
    // The price stands where only some programs look: it is on the page for them, and not for others.
    const text = objects('/Price Do');
    const hidden = await takeIn(writeStructure(text, 'hybrid'), {}, intakeTools());
    expect(hidden.report).toMatchObject({ verdict: 'reject', code: 'pdf-damaged' });
    const plain = await takeIn(writeStructure(text, 'table'), {}, intakeTools());
    expect(plain.report).toMatchObject({ verdict: 'accept' });
  });

  it('that see the same are none', async () => {
    const { report } = await takeIn(samplePdf({ rotations: [0, 90, 180] }), {}, intakeTools());
    expect(report).toMatchObject({ verdict: 'accept', code: null });
  });
});
