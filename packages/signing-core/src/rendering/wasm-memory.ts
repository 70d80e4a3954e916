import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** Lends `work` some of PDFium's memory; `at` is where it begins. */
export function withRoom<T>({ pdfium }: WrappedPdfiumModule, byteLength: number, work: (at: number) => T): T {
  const at = pdfium.wasmExports.malloc(byteLength);
  try {
    return work(at);
  } finally {
    pdfium.wasmExports.free(at);
  }
}

export function readFloats({ pdfium }: WrappedPdfiumModule, at: number, count: number): number[] {
  return Array.from({ length: count }, (_unused, index) => pdfium.getValue(at + index * 4, 'float'));
}
