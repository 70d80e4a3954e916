import { drawMarks, type FieldMark, type SealOptions, sealPdf } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import type { Contestant } from '../contestant.js';
import type { FieldValue } from '../field-values.js';
import { openTokenSigner } from './token-signer.js';

export const sealOptions = (): SealOptions => ({
  name: 'Benchmark',
  reason: 'Benchmark',
  location: 'Gothenburg',
  signedAt: new Date(),
});

export function marksFor(values: readonly FieldValue[], pageCount: number): FieldMark[] {
  return values.map(({ text, box }, index) => ({
    fieldId: `field-${index}`,
    pageIndex: pageCount - 1,
    box,
    content: { kind: 'text', text },
  }));
}

/** The whole product path: the values in an embedded Unicode font, then a seal by the token. */
export const ours: Contestant = async (keys, pageCount) => {
  const { signer, close } = await openTokenSigner(keys);
  const fonts = loadFonts();
  return {
    seal: async (pdf, values) =>
      sealPdf(await drawMarks(pdf, marksFor(values, pageCount), fonts), sealOptions(), signer),
    close,
  };
};
