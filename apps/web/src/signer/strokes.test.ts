import { describe, expect, it } from 'vitest';
import { suggestedInitials } from './initials';
import { strokesPath, toDrawnSignature, toPixels } from './strokes';

const area = { width: 300, height: 100 };
const line = [
  { x: 0, y: 0 },
  { x: 150, y: 50 },
  { x: 330, y: -10 },
];

describe('a drawn signature', () => {
  it('becomes fractions of the area, clamped to it', () => {
    expect(toDrawnSignature([line], area)).toEqual({
      kind: 'drawn',
      strokes: [[0, 0, 0.5, 0.5, 1, 0]],
      aspect: 3,
    });
  });

  it('is nothing when the pen only slipped', () => {
    expect(toDrawnSignature([], area)).toBeNull();
    expect(toDrawnSignature([[{ x: 10, y: 10 }]], area)).toBeNull();
  });

  it('is thinned to what the API takes', () => {
    const long = Array.from({ length: 30_000 }, (_, index) => ({ x: index % 300, y: (index * 7) % 100 }));
    const points = toDrawnSignature([long], area)?.strokes[0]?.length ?? 0;
    expect(points / 2).toBeLessThanOrEqual(10_000);
    expect(points / 2).toBeGreaterThan(5000);
  });

  it('stands in the same place after the phone was turned', () => {
    const drawn = toDrawnSignature([line.slice(0, 2)], area);
    expect(toPixels(drawn?.strokes ?? [], { width: 600, height: 200 })[0]).toEqual([
      { x: 0, y: 0 },
      { x: 300, y: 100 },
    ]);
  });

  it('draws a dot for a single point', () => {
    expect(strokesPath([[0.5, 0.5]], 2)).toBe('M1 0.5l0.001 0');
  });
});

it('suggests initials of every part of a name', () => {
  expect(suggestedInitials('Ada Byron')).toBe('AB');
  expect(suggestedInitials('Jean-Luc Picard')).toBe('JLP');
  expect(suggestedInitials('  李小龍 ')).toBe('李');
});
