import { describe, expect, it } from 'vitest';
import {
  fineStepShare,
  freeBox,
  keepOnPage,
  moveBox,
  newBox,
  nudgeOf,
  resizeBox,
  stepShare,
} from './field-geometry';

const a4 = { widthPt: 595, heightPt: 842 };
const box = { x: 0.4, y: 0.4, width: 0.2, height: 0.05 };

describe('field geometry', () => {
  it('puts a new field with its centre where it was dropped', () => {
    const made = newBox('signature', a4, { x: 0.5, y: 0.5 });
    expect(made.x + made.width / 2).toBeCloseTo(0.5, 4);
    expect(made.y + made.height / 2).toBeCloseTo(0.5, 4);
  });

  it('keeps a field dropped at the edge wholly on the page', () => {
    const made = newBox('text', a4, { x: 1.2, y: -0.3 });
    expect(made.x + made.width).toBeLessThanOrEqual(1);
    expect(made.y).toBe(0);
  });

  it('moves until the edge and no further', () => {
    expect(moveBox(box, -0.9, 0.9, a4)).toEqual({ ...box, x: 0, y: 0.95 });
  });

  it('resizes from the top left corner, which stays', () => {
    expect(resizeBox(box, 0.9, 0.01, a4)).toEqual({ x: 0.4, y: 0.4, width: 0.6, height: 0.06 });
  });

  it('never lets a field become too small to hit', () => {
    const small = resizeBox(box, -1, -1, a4);
    expect(small.width * a4.widthPt).toBeCloseTo(8, 1);
    expect(small.height * a4.heightPt).toBeCloseTo(8, 1);
  });

  it('survives a page smaller than the field', () => {
    const made = newBox('signature', { widthPt: 50, heightPt: 20 }, { x: 0.5, y: 0.5 });
    expect(made).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });

  it('finds the first free place under fields that are there, or gives up at the foot of the page', () => {
    const second = freeBox(box, [box], a4);
    expect(second.y).toBeGreaterThan(box.y + box.height);
    expect(freeBox(box, [second, box], a4).y).toBeGreaterThan(second.y + second.height);
    expect(freeBox(box, [{ x: 0, y: 0, width: 1, height: 0.99 }], a4)).toEqual(box);
    expect(freeBox(box, [{ ...box, x: 0.7 }], a4)).toEqual(box);
  });

  it('is stable: keeping a kept box changes nothing', () => {
    const kept = keepOnPage({ x: 0.123456789, y: 2, width: 0.3333333, height: 0.1 }, a4);
    expect(keepOnPage(kept, a4)).toEqual(kept);
  });
});

describe('keys on a field', () => {
  const press = (key: string, shiftKey = false, altKey = false) => nudgeOf({ key, shiftKey, altKey });

  it('moves by arrows and resizes with shift', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'move', dx: stepShare, dy: 0 });
    expect(press('ArrowUp', true)).toEqual({ kind: 'resize', dx: 0, dy: -stepShare });
  });

  it('takes fine steps with alt', () => {
    expect(press('ArrowDown', false, true)).toEqual({ kind: 'move', dx: 0, dy: fineStepShare });
  });

  it('leaves every other key alone', () => {
    expect(press('Enter')).toBeNull();
    expect(press('a', true)).toBeNull();
  });
});
