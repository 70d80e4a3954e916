import { type BaselineLevel, parseCertificate, type SealOptions, sealPdf } from '@sealwright/signing-core';
import { loadFonts } from '@sealwright/signing-core/fonts';
import { checkEarlierSignatures, checkResult, levelOf } from './check-result.js';
import { chooseLongTerm, type LongTermChoice, type LongTermMeans } from './choose-long-term.js';
import { readInput, readPdf } from './input-file.js';
import { type KeyChoice, type OpenKey, openKey } from './open-key.js';
import { checkOutput, writeOutput } from './output-file.js';
import { type Placement, placeOn } from './read-placement.js';
import type { SealSurroundings } from './surroundings.js';

export interface SealChoice extends KeyChoice, LongTermChoice {
  readonly level: BaselineLevel;
  readonly name?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly certify?: 1 | 2 | 3;
  readonly lock?: NonNullable<SealOptions['lock']>;
  readonly field?: string;
  readonly visible?: Placement;
  readonly logo?: string;
}

export interface SealedFile {
  readonly input: string;
  readonly output: string;
  readonly level: BaselineLevel | null;
  readonly verdict: 'valid' | 'indeterminate';
  readonly byteSize: number;
  readonly key: Pick<OpenKey, 'description' | 'isDevelopment' | 'created'>;
  readonly algorithm: string;
  readonly timestamps: 'none' | 'development' | 'authority';
  readonly earlierSignatureCount: number;
  /** Roots under which the development key's seals are valid; null for a key of one's own. */
  readonly trustFile: string | null;
}

/** Seals IN into OUT: nothing is written unless what was made passes its own check. */
export async function sealFile(
  paths: { input: string; output: string },
  choice: SealChoice,
  surroundings: SealSurroundings,
): Promise<SealedFile> {
  checkOutput(paths.input, paths.output);
  const pdf = await readPdf(paths.input);
  const earlierSignatureCount = await checkEarlierSignatures(pdf);
  const key = await openKey(choice, surroundings.dataDir);
  try {
    const longTerm =
      choice.level === 'B-B' ? null : await chooseLongTerm(choice, { ...surroundings, ...longTermOf(key) });
    const bytes = await makeSeal(pdf, choice, key, longTerm);
    const rootsPem = [...readRoots(choice), ...key.rootsPem, ...(longTerm?.rootsPem ?? [])];
    const report = await checkResult(bytes, { prefix: pdf, rootsPem, level: choice.level });
    writeOutput(paths.output, bytes);
    return {
      ...paths,
      level: levelOf(report),
      verdict: report.verdict === 'valid' ? 'valid' : 'indeterminate',
      byteSize: bytes.length,
      key: { description: key.description, isDevelopment: key.isDevelopment, created: key.created },
      algorithm: key.signer.algorithm,
      timestamps: longTerm === null ? 'none' : longTerm.isDevelopment ? 'development' : 'authority',
      earlierSignatureCount,
      trustFile: key.trustFile,
    };
  } finally {
    await key.close();
  }
}

function longTermOf(key: OpenKey): { mayUseDevelopment: boolean; rootsPem: readonly string[] } {
  return { mayUseDevelopment: key.isDevelopment, rootsPem: key.rootsPem };
}

async function makeSeal(
  pdf: Uint8Array,
  choice: SealChoice,
  key: OpenKey,
  longTerm: LongTermMeans | null,
): Promise<Uint8Array> {
  const options: SealOptions = {
    name: choice.name ?? holderOf(key),
    reason: choice.reason ?? '',
    signedAt: new Date(),
    ...(choice.location === undefined ? {} : { location: choice.location }),
    ...(choice.certify === undefined ? {} : { certify: choice.certify }),
    ...(choice.lock === undefined ? {} : { lock: choice.lock }),
    ...(choice.field === undefined ? {} : { fieldName: choice.field }),
    ...(choice.visible === undefined ? {} : { visible: await visibleSeal(pdf, choice.visible, choice.logo) }),
  };
  if (choice.level === 'B-B' || !longTerm) return sealPdf(pdf, options, key.signer);
  const { timestamper, collect } = longTerm;
  return sealPdf(pdf, options, key.signer, { level: choice.level, timestamper, collect });
}

async function visibleSeal(
  pdf: Uint8Array,
  placement: Placement,
  logo: string | undefined,
): Promise<NonNullable<SealOptions['visible']>> {
  return {
    ...(await placeOn(pdf, placement)),
    fonts: loadFonts(),
    ...(logo === undefined ? {} : { logoPng: new Uint8Array(readInput(logo)) }),
  };
}

/** Who seals, when nobody says: the holder of the certificate. */
function holderOf(key: OpenKey): string {
  const [leafDer] = key.signer.certificateChainDer;
  return leafDer ? parseCertificate(leafDer).displayName : '';
}

function readRoots({ trust = [] }: LongTermChoice): string[] {
  return trust.map((path) => readInput(path).toString('utf8'));
}
