import { describe, expect, it } from 'vitest';
import { spreadOf } from '../statistics.js';
import { compare, judgeAims } from './aims.js';
import { benchInputs } from './inputs.js';
import type { ContestantResult } from './seal-speed.js';

const result = (medianMs: number, more: Partial<ContestantResult> = {}): ContestantResult => ({
  firstMs: medianMs,
  warm: spreadOf([medianMs]),
  peakMemoryMb: 90,
  memoryPerFile: 1.9,
  sealedBytes: 1,
  signatureIntact: true,
  ...more,
});
const inputOf = (id: string) => benchInputs.filter((input) => input.id === id);

describe('the comparison', () => {
  const results = {
    ours: result(4),
    'libpdf-ec-p12': result(12),
    'libpdf-rsa-p12': result(10),
    'pdf-lib-signpdf-rsa-p12': result(2, { signatureIntact: false }),
    limit: result(2),
  };

  it('takes the fastest peer whose signature is intact', () => {
    expect(compare({ results })).toEqual({
      fastestPeer: 'libpdf-rsa-p12',
      timesFasterThanPeer: 2.5,
      timesTheLimit: 2,
    });
  });

  it('says which aim was met', () => {
    const measured = { bytes: 1, results, stepsMs: {}, hottest: [] };
    const aims = ['one-page', 'thousand-pages', 'scan'].flatMap((id) =>
      inputOf(id).flatMap((input) => judgeAims({ input, ...measured })),
    );
    expect(aims.map(({ met }) => met)).toEqual([true, false, true, true]);
  });
});
