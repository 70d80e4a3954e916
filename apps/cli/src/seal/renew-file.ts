import { type BaselineLevel, extendPdf } from '@sealwright/signing-core';
import { checkEarlierSignatures, checkResult, levelOf } from './check-result.js';
import { chooseLongTerm, type LongTermChoice } from './choose-long-term.js';
import { readInput, readPdf } from './input-file.js';
import { checkOutput, writeOutput } from './output-file.js';
import type { SealSurroundings } from './surroundings.js';

export interface RenewChoice extends LongTermChoice {
  readonly level: Exclude<BaselineLevel, 'B-B'>;
}

export interface RenewedFile {
  readonly input: string;
  readonly output: string;
  readonly level: BaselineLevel | null;
  readonly verdict: 'valid' | 'indeterminate';
  readonly byteSize: number;
  readonly added: readonly string[];
  readonly timestamps: 'development' | 'authority';
}

/** Lifts the signatures of IN to a level, or renews them, by appending: nothing that is there is changed. */
export async function renewFile(
  paths: { input: string; output: string },
  choice: RenewChoice,
  surroundings: SealSurroundings,
): Promise<RenewedFile> {
  checkOutput(paths.input, paths.output);
  const pdf = await readPdf(paths.input);
  await checkEarlierSignatures(pdf);
  const trust = (choice.trust ?? []).map((path) => readInput(path).toString('utf8'));
  const means = await chooseLongTerm(choice, { ...surroundings, mayUseDevelopment: true, rootsPem: trust });
  const { level } = choice;
  const { bytes, added } = await extendPdf(pdf, {
    level,
    timestamper: means.timestamper,
    collect: means.collect,
  });
  const report = await checkResult(bytes, { prefix: pdf, rootsPem: means.rootsPem, level });
  writeOutput(paths.output, bytes);
  return {
    ...paths,
    level: levelOf(report),
    verdict: report.verdict === 'valid' ? 'valid' : 'indeterminate',
    byteSize: bytes.length,
    added,
    timestamps: means.isDevelopment ? 'development' : 'authority',
  };
}
