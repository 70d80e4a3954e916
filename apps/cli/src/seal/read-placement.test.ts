import { samplePdf } from '@sealwright/signing-core/testing';
import { describe, expect, it } from 'vitest';
import { placeOn, readLock, readPlacement } from './read-placement.js';

describe('--visible', () => {
  it('takes fractions of the page', async () => {
    expect(await placeOn(samplePdf(), readPlacement('1,0.1,0.8,0.35,0.1'))).toEqual({
      pageIndex: 0,
      box: { x: 0.1, y: 0.8, width: 0.35, height: 0.1 },
    });
  });

  it('takes points, on the page as a reader shows it', async () => {
    const turned = samplePdf({ rotations: [0, 90], mediaBox: [0, 0, 400, 800] });
    expect(await placeOn(turned, readPlacement('2, 80, 40, 200, 100'))).toEqual({
      pageIndex: 1,
      box: { x: 0.1, y: 0.1, width: 0.25, height: 0.25 },
    });
  });

  it.each(['1,0.8,0.1,0.5,0.1', '1,500,10,200,10', '9,72,72,100,50'])(
    'refuses %s, which is off the page',
    async (text) => {
      await expect(placeOn(samplePdf(), readPlacement(text))).rejects.toMatchObject({
        code: 'placement-outside',
      });
    },
  );

  it.each(['', '1,2,3', '0,1,1,1,1', '1.5,1,1,1,1', '1,1,1,0,1', '1,a,1,1,1', '1,,1,1,1'])(
    'refuses %j',
    (text) => {
      expect(() => readPlacement(text)).toThrow(/PAGE,X,Y,W,H/);
    },
  );
});

describe('--lock', () => {
  it('takes all, include and exclude', () => {
    expect(readLock('all')).toEqual({ action: 'all' });
    expect(readLock('include:a,b:c')).toEqual({ action: 'include', fields: ['a', 'b:c'] });
    expect(readLock('exclude:a')).toEqual({ action: 'exclude', fields: ['a'] });
  });

  it.each(['', 'none', 'include', 'include:'])('refuses %j', (text) => {
    expect(() => readLock(text)).toThrow(/include/);
  });
});
