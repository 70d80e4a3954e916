import { runTool } from '../external-tool.js';

/** What `qpdf --check` says beyond "no errors"; null when it finds no fault. */
export function judgeWithQpdf(path: string): string | null {
  const { exitCode, output } = runTool('qpdf', ['--check', path]);
  return exitCode === 0 ? null : output.trim();
}

/**
 * What pdfsig (poppler) finds wrong with the signatures, empty when nothing, and how many it finds valid. Document
 * timestamps are left out, which it cannot verify, and so is trust: its line about that is wrong in Debian 12
 * (reference § 2.2).
 */
export function judgeWithPdfsig(path: string): { valid: number; complaints: string[] } {
  return readPdfsig(runTool('pdfsig', ['-nocert', path]).output);
}

/** The same of what it wrote. */
export function readPdfsig(output: string): { valid: number; complaints: string[] } {
  const blocks = output.split(/^Signature #\d+:$/m).slice(1);
  const signatures = blocks.filter(
    (block) => !/Signature Type: unknown|form field is not signed/.test(block),
  );
  const wrong = signatures.filter((block) => !block.includes('Signature Validation: Signature is Valid.'));
  return { valid: signatures.length - wrong.length, complaints: wrong.map((block) => block.trim()) };
}
