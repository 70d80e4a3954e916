import type { Provider } from '@nestjs/common';
import { ChildPdfSandbox, type SandboxOptions } from './infra/pdf-sandbox/child-pdf-sandbox.js';
import { PdfSandbox } from './ports/pdf-sandbox.js';

/** Bytes from outside are parsed in child processes only; each process of ours has a sandbox of its own. */
export function pdfSandboxProvider(options: SandboxOptions = {}): Provider {
  return { provide: PdfSandbox, useFactory: () => new ChildPdfSandbox(options) };
}
