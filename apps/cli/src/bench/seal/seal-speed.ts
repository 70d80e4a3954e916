import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyPdf } from '@sealwright/signing-core';
import { CliError } from '../../terminal/cli-error.js';
import { type Spread, spreadOf } from '../statistics.js';
import type { BenchKeys } from './contestant.js';
import { type ContestantName, contestantNames } from './contestants/index.js';
import type { BenchInput } from './inputs.js';
import type { MeasureRequest, MemoryAnswer, StepsAnswer, TimeAnswer } from './measure-process.js';

export interface ContestantResult {
  /** In a fresh process, libraries loaded: what a command that seals one file pays. */
  readonly firstMs: number;
  readonly warm: Spread;
  readonly peakMemoryMb: number | null;
  /** Peak memory above the warmed-up process, the input included, divided by the size of the file. */
  readonly memoryPerFile: number | null;
  readonly sealedBytes: number | null;
  /** Whether our verifier finds the outermost signature intact; the judges of the conformance suite see ours as well. */
  readonly signatureIntact: boolean | null;
}

export interface InputResult {
  readonly input: BenchInput;
  readonly bytes: number;
  readonly results: Partial<Record<ContestantName, ContestantResult>>;
  readonly stepsMs: Record<string, Spread>;
  readonly hottest: StepsAnswer['hottest'];
}

export interface Surroundings {
  readonly dir: string;
  readonly keys: BenchKeys;
  readonly report: (line: string) => void;
}

const ROUNDS = 3;

/** Every contestant over one document, each measurement in a process of its own, one after the other. */
export async function measureInput(
  input: BenchInput,
  { dir, keys, report }: Surroundings,
): Promise<InputResult> {
  const pdfPath = writeInput(dir, input);
  const bytes = readFileSync(pdfPath).length;
  const base = { pdfPath, warmUpPdfPath: join(dir, 'one-page.pdf'), pageCount: input.pageCount, keys };
  const requestFor = (contestant: ContestantName) => ({
    ...base,
    contestant,
    sealedPath: join(dir, `${input.id}-${contestant}.pdf`),
  });
  const times = new Map<ContestantName, TimeAnswer[]>();
  // In turns, so that a busy moment of the machine does not fall on one of them alone.
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const contestant of contestantNames) {
      report(`${input.title}: ${contestant}, round ${round} of ${ROUNDS} …`);
      const time = await inFreshProcess<TimeAnswer>(dir, { ...requestFor(contestant), what: 'time' });
      times.set(contestant, [...(times.get(contestant) ?? []), time]);
    }
  }
  const results: Partial<Record<ContestantName, ContestantResult>> = {};
  for (const [contestant, rounds] of times) {
    const request = requestFor(contestant);
    const { peakBytes } = await inFreshProcess<MemoryAnswer>(dir, { ...request, what: 'memory' });
    const first = spreadOf(rounds.map(({ firstMs }) => firstMs));
    results[contestant] = {
      firstMs: first.medianMs,
      warm: spreadOf(rounds.flatMap(({ samplesMs }) => samplesMs)),
      peakMemoryMb: peakBytes === null ? null : Math.round(peakBytes / 1e5) / 10,
      memoryPerFile: peakBytes === null ? null : Math.round((peakBytes / bytes) * 100) / 100,
      ...(await judge(request.sealedPath)),
    };
  }
  report(`${input.title}: where our time goes …`);
  const steps: MeasureRequest = { ...base, contestant: 'ours', sealedPath: '', what: 'steps' };
  const { stepsMs, hottest } = await inFreshProcess<StepsAnswer>(dir, steps);
  const spreads = Object.entries(stepsMs).map(([step, samples]) => [step, spreadOf(samples)] as const);
  return { input, bytes, results, stepsMs: Object.fromEntries(spreads), hottest };
}

/** Written once per run; the 46 MB one takes a moment to make. */
export function writeInput(dir: string, input: BenchInput): string {
  const path = join(dir, `${input.id}.pdf`);
  if (!existsSync(path)) writeFileSync(path, input.make());
  return path;
}

async function judge(sealedPath: string): Promise<Pick<ContestantResult, 'sealedBytes' | 'signatureIntact'>> {
  if (!existsSync(sealedPath)) return { sealedBytes: null, signatureIntact: null };
  const sealed = new Uint8Array(readFileSync(sealedPath));
  const { signatures } = await verifyPdf(sealed, { trustedRootsPem: [] });
  return { sealedBytes: sealed.length, signatureIntact: signatures.at(-1)?.integrity === 'intact' };
}

/** @throws CliError `bench-process-failed` with what the process said. */
async function inFreshProcess<Answer>(dir: string, request: MeasureRequest): Promise<Answer> {
  const requestPath = join(dir, 'request.json');
  writeFileSync(requestPath, JSON.stringify(request), { mode: 0o600 });
  const args = ['--expose-gc', process.argv[1] ?? '', 'bench', 'seal-measurement', requestPath];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (exitCode !== 0) {
    const words = Buffer.concat(complaints).toString().trim().split('\n').slice(0, 5).join(' ');
    throw new CliError('bench-process-failed', `${request.contestant} failed: ${words}`);
  }
  const answer: Answer = JSON.parse(Buffer.concat(output).toString());
  return answer;
}
