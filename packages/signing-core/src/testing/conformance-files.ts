import { loadFonts } from '../fonts/index.js';
import type { DigestSigner, SignatureAlgorithm } from '../keys/digest-signer.js';
import { SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { collectValidationData } from '../long-term/collect-validation-data.js';
import { extendPdf } from '../seal/extend-pdf.js';
import type { SealOptions } from '../seal/seal-options.js';
import { sealPdf } from '../seal/seal-pdf.js';
import type { ExtendTarget } from '../seal/stages.js';
import { createTimestamper } from '../timestamp/create-timestamper.js';
import { BASELINE_LEVELS, type BaselineLevel } from '../verify/report.js';
import { type SamplePdfOptions, samplePdf } from './sample-pdf.js';
import { createTestTrust, type TestTrust } from './test-trust.js';

/** Ways of sealing that look different in the file. */
export const SEAL_SHAPES = ['plain', 'certified', 'visible', 'locked', 'twice', 'renewed'] as const;
export type SealShape = (typeof SEAL_SHAPES)[number];

export interface FilePlan {
  readonly algorithm: SignatureAlgorithm;
  readonly level: BaselineLevel;
  readonly shape: SealShape;
  readonly input: string;
}

/** Kinds of files a seal is appended to; each is readable by every judge. */
const INPUTS: Record<string, SamplePdfOptions> = {
  table: {},
  stream: { crossReference: 'stream' },
  form: { form: 'indirect', rotations: [90, 0] },
  'inherited box': { inherited: true, rotations: [270], cropBox: [20, 30, 500, 700] },
};
const inputNames = Object.keys(INPUTS);

/** One file per algorithm, and every level and shape among them: what `npm test` has time for. */
export const sampledPlans: readonly FilePlan[] = SIGNATURE_ALGORITHMS.map((algorithm, index) => ({
  algorithm,
  level: BASELINE_LEVELS[index % BASELINE_LEVELS.length] ?? 'B-B',
  shape: shapeAt(index + Math.floor(index / BASELINE_LEVELS.length)),
  input: inputNames[index % inputNames.length] ?? 'table',
}));

/** Every algorithm at every level, and every shape at every level with one algorithm each. */
export const allPlans: readonly FilePlan[] = [
  ...SIGNATURE_ALGORITHMS.flatMap((algorithm, index) =>
    BASELINE_LEVELS.map((level, step) => plan(algorithm, level, 'plain', index + step)),
  ),
  ...SEAL_SHAPES.flatMap((shape, index) =>
    BASELINE_LEVELS.flatMap((level, step) =>
      inputNames.map((_, kind) => plan(algorithmAt(index + step * 5 + kind), level, shape, kind)),
    ),
  ),
];

function plan(
  algorithm: SignatureAlgorithm,
  level: BaselineLevel,
  shape: SealShape,
  input: number,
): FilePlan {
  return { algorithm, level, shape, input: inputNames[input % inputNames.length] ?? 'table' };
}

function shapeAt(index: number): SealShape {
  return SEAL_SHAPES[index % SEAL_SHAPES.length] ?? 'plain';
}

function algorithmAt(index: number): SignatureAlgorithm {
  return SIGNATURE_ALGORITHMS[index % SIGNATURE_ALGORITHMS.length] ?? 'ecdsa-p256-sha256';
}

export function nameOfPlan({ algorithm, level, shape, input }: FilePlan): string {
  return `${algorithm} ${level} ${shape} on ${input}`;
}

export interface ConformanceFile {
  readonly pdf: Uint8Array;
  readonly signatureCount: number;
  /** Inside signatures and as document timestamps. */
  readonly timestampCount: number;
}

/** Makes sealed files under one test authority; a key per algorithm is made once. */
export class ConformanceFiles {
  private readonly signers = new Map<SignatureAlgorithm, Promise<DigestSigner>>();

  private constructor(readonly trust: TestTrust) {}

  static async create(): Promise<ConformanceFiles> {
    return new ConformanceFiles(await createTestTrust());
  }

  signer(algorithm: SignatureAlgorithm): Promise<DigestSigner> {
    const known = this.signers.get(algorithm) ?? this.trust.createSigner({ algorithm });
    this.signers.set(algorithm, known);
    return known;
  }

  async make(wanted: FilePlan): Promise<ConformanceFile> {
    const signer = await this.signer(wanted.algorithm);
    return this.seal(samplePdf(INPUTS[wanted.input] ?? {}), wanted, signer);
  }

  async seal(
    input: Uint8Array,
    { level, shape }: Pick<FilePlan, 'level' | 'shape'>,
    signer: DigestSigner,
  ): Promise<ConformanceFile> {
    let pdf = input;
    if (shape === 'twice') pdf = await sealPdf(pdf, options('certified'), signer, this.target(level));
    pdf = await sealPdf(pdf, options(shape), signer, this.target(level));
    const renewed = shape === 'renewed' && level !== 'B-B';
    if (renewed) pdf = (await extendPdf(pdf, this.targetAt(level))).bytes;
    const signatureCount = shape === 'twice' ? 2 : 1;
    const perSignature = level === 'B-B' ? 0 : level === 'B-LTA' ? 2 : 1;
    const more = renewed && level === 'B-LTA' ? 1 : 0;
    return { pdf, signatureCount, timestampCount: signatureCount * perSignature + more };
  }

  target(level: BaselineLevel): ExtendTarget | undefined {
    return level === 'B-B' ? undefined : this.targetAt(level);
  }

  private targetAt(level: ExtendTarget['level']): ExtendTarget {
    const trustedRootsPem = [this.trust.trustedRootPem];
    const source = this.trust.revocationSource;
    return {
      level,
      timestamper: createTimestamper([this.trust.timestampAuthority], { trustedRootsPem }),
      collect: (pdf) => collectValidationData(pdf, { trustedRootsPem, source, at: new Date() }),
    };
  }
}

/** Names with everything that has to be escaped somewhere. */
function options(shape: SealShape): SealOptions {
  const base = { name: 'Zoë Ångström) >> (\\ AG', reason: '(b [1 0 R', signedAt: new Date() };
  if (shape === 'certified') return { ...base, certify: 2 };
  if (shape === 'locked') return { ...base, lock: { action: 'all' } };
  const box = { x: 0.1, y: 0.7, width: 0.5, height: 0.15 };
  if (shape === 'visible') return { ...base, visible: { pageIndex: 0, box, fonts: loadFonts() } };
  return base;
}
