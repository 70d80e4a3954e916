import { readFileSync } from 'node:fs';
import { type Contestant, p12Password } from '../contestant.js';

/** In hexadecimal characters, as @signpdf counts: 8 kB of CMS. */
const SIGNATURE_LENGTH = 16_384;

/** As its documentation shows it: pdf-lib writes the whole file anew, @signpdf fills in the placeholder. */
export const pdfLibWithSignpdf: Contestant = async (keys, pageCount) => {
  const { PDFDocument, StandardFonts } = await import('pdf-lib');
  const { pdflibAddPlaceholder } = await import('@signpdf/placeholder-pdf-lib');
  const { P12Signer } = await import('@signpdf/signer-p12');
  const { SignPdf } = await import('@signpdf/signpdf');
  const p12 = readFileSync(keys.rsaP12Path);
  return {
    seal: async (bytes, values) => {
      const document = await PDFDocument.load(bytes);
      const page = document.getPage(pageCount - 1);
      const font = await document.embedFont(StandardFonts.Helvetica);
      const { width, height } = page.getSize();
      for (const { text, box } of values) {
        page.drawText(text, { x: box.x * width, y: (1 - box.y - box.height) * height, size: 10, font });
      }
      const claims = { reason: 'Benchmark', contactInfo: '', name: 'Benchmark', location: 'Gothenburg' };
      pdflibAddPlaceholder({ pdfDoc: document, ...claims, signatureLength: SIGNATURE_LENGTH });
      // Its signer reads the P12 away while signing: one object signs once.
      return new SignPdf().sign(await document.save(), new P12Signer(p12, { passphrase: p12Password }));
    },
    close: async () => {},
  };
};
