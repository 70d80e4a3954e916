import { readFileSync } from 'node:fs';
import { type Contestant, p12Password } from '../contestant.js';

/** libpdf draws with its built-in Helvetica: nothing is embedded, which is the least work it can do. */
const libpdf =
  (keyOf: (keys: Parameters<Contestant>[0]) => string): Contestant =>
  async (keys, pageCount) => {
    const { P12Signer, PDF } = await import('@libpdf/core');
    const signer = await P12Signer.create(new Uint8Array(readFileSync(keyOf(keys))), p12Password);
    return {
      seal: async (bytes, values) => {
        const pdf = await PDF.load(bytes);
        const page = pdf.getPage(pageCount - 1);
        if (!page) throw new RangeError('the last page is missing');
        for (const { text, box } of values) {
          page.drawText(text, { x: box.x * page.width, y: (1 - box.y - box.height) * page.height, size: 10 });
        }
        return (await pdf.sign({ signer, reason: 'Benchmark', location: 'Gothenburg' })).bytes;
      },
      close: async () => {},
    };
  };

export const libpdfWithEc = libpdf((keys) => keys.ecP12Path);
export const libpdfWithRsa = libpdf((keys) => keys.rsaP12Path);
