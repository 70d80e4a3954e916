import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

let compiled: Promise<WebAssembly.Module> | null = null;
let instance: Promise<WrappedPdfiumModule> | null = null;

/** PDFium as WebAssembly from the installed package: compiled once per process, started once until {@link renewPdfium}. */
export async function loadPdfium(): Promise<WrappedPdfiumModule> {
  compiled ??= WebAssembly.compile(wasmBinary());
  instance ??= start(compiled);
  return await instance;
}

/**
 * The next document is read by a PDFium that has read nothing before: it is not memory-safe, and what one file did to
 * its memory must not reach the next. Documents that are still open keep the one they have.
 */
export function renewPdfium(): void {
  instance = null;
}

function wasmBinary(): Uint8Array<ArrayBuffer> {
  const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
  return Uint8Array.from(readFileSync(file));
}

async function start(compiling: Promise<WebAssembly.Module>): Promise<WrappedPdfiumModule> {
  const module = await compiling;
  const pdfium = await init({
    instantiateWasm(imports, whenReady) {
      const started = new WebAssembly.Instance(module, imports);
      whenReady(started);
      return started.exports;
    },
  });
  pdfium.PDFiumExt_Init();
  return pdfium;
}
