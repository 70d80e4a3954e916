import { drawMarks, type FieldMark, type SealOptions, sealPdf } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import type { Contestant } from '../contestant.js';
import { fieldValues } from '../field-values.js';
import { openTokenSigner } from './token-signer.js';

export const sealOptions = (): SealOptions => ({
  name: 'Benchmark',
  reason: 'Benchmark',
  location: 'Gothenburg',
  signedAt: new Date(),
});

export function marksFor(pageCount: number): FieldMark[] {
  return fieldValues.map(({ text, box }, index) => ({
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
  const marks = marksFor(pageCount);
  return {
    seal: async (pdf) => sealPdf(await drawMarks(pdf, marks, fonts), sealOptions(), signer),
    close,
  };
};
