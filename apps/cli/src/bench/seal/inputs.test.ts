import { createHash } from 'node:crypto';
import { inspectPdf } from '@sealwright/signing-core';
import { describe, expect, it } from 'vitest';
import { type BenchInput, benchInputs } from './inputs.js';

const inputOf = (id: BenchInput['id']): BenchInput => {
  const input = benchInputs.find((each) => each.id === id);
  if (!input) throw new RangeError(id);
  return input;
};
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('the documents of the sealing benchmark', () => {
  it.each([
    ['one-page', 5_000],
    ['ten-pages', 41_000],
    ['thousand-pages', 4_000_000],
  ] as const)('%s is a PDF of about %i bytes, the same each time', async (id, bytes) => {
    const pdf = inputOf(id).make();
    expect(Math.abs(pdf.length / bytes - 1)).toBeLessThan(0.15);
    expect(hashOf(inputOf(id).make())).toBe(hashOf(pdf));
    const { verdict, pages } = await inspectPdf(pdf);
    expect([verdict, pages.length]).toEqual(['accept', inputOf(id).pageCount]);
  });

  it('the scan has 46 MB', () => {
    expect(Math.round(inputOf('scan').make().length / 1e6)).toBe(46);
  });
});
