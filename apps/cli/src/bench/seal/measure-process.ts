import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readPdfFile } from '@sealwright/signing-core';
import { z } from 'zod';
import type { BenchKeys, ReadyContestant } from './contestant.js';
import { type ContestantName, contestants } from './contestants/index.js';
import { fieldValues } from './field-values.js';
import { type HotFunction, profile } from './hot-functions.js';
import { measureSteps } from './our-steps.js';

/** What a fresh process is asked to do; one process per answer, so that nothing is inherited. */
export interface MeasureRequest {
  readonly contestant: ContestantName;
  readonly what: 'time' | 'memory' | 'steps';
  readonly pdfPath: string;
  /** Sealed once before the file itself, so that code and fonts are loaded before memory is looked at. */
  readonly warmUpPdfPath: string;
  readonly pageCount: number;
  readonly keys: BenchKeys;
  /** Where the sealed file goes, for the judges. */
  readonly sealedPath: string;
}

export interface TimeAnswer {
  readonly firstMs: number;
  readonly samplesMs: readonly number[];
}

export interface MemoryAnswer {
  /** How far resident memory rose above the warmed-up process, the input file included. Null where /proc is missing. */
  readonly peakBytes: number | null;
}

export interface StepsAnswer {
  readonly stepsMs: Record<string, readonly number[]>;
  readonly hottest: readonly HotFunction[];
}

const TIME_BUDGET_MS = 1000;
const FEWEST_SAMPLES = 3;
const MOST_SAMPLES = 60;
/** As in a worker that has been at it for a while: fewer leave the compiler half-way, and what is measured is the compiler. */
const WARM_UP_RUNS = 150;
const WARM_UP_MS = 1500;

export async function measure(request: MeasureRequest): Promise<TimeAnswer | MemoryAnswer | StepsAnswer> {
  if (request.what === 'steps') return steps(request);
  const contestant = await contestants[request.contestant](request.keys, request.pageCount);
  try {
    return request.what === 'time'
      ? await time(request, contestant.seal)
      : await memory(request, contestant.seal);
  } finally {
    await contestant.close();
  }
}

type Seal = ReadyContestant['seal'];

async function time(request: MeasureRequest, seal: Seal): Promise<TimeAnswer> {
  const first = await readInput(request);
  const startedAtMs = performance.now();
  const sealed = await seal(first, fieldValues(0));
  const firstMs = performance.now() - startedAtMs;
  if (sealed) writeFileSync(request.sealedPath, sealed);
  let run = 1;
  for (const endsAtMs = performance.now() + WARM_UP_MS; run <= WARM_UP_RUNS; run += 1) {
    await seal(await readInput(request), fieldValues(run));
    if (performance.now() > endsAtMs) break;
  }
  const samplesMs: number[] = [];
  const endsAtMs = performance.now() + TIME_BUDGET_MS;
  while (
    samplesMs.length < FEWEST_SAMPLES ||
    (performance.now() < endsAtMs && samplesMs.length < MOST_SAMPLES)
  ) {
    const pdf = await readInput(request);
    const values = fieldValues(++run);
    const beganAtMs = performance.now();
    await seal(pdf, values);
    samplesMs.push(performance.now() - beganAtMs);
  }
  return { firstMs, samplesMs };
}

async function memory(request: MeasureRequest, seal: Seal): Promise<MemoryAnswer> {
  await seal(new Uint8Array(readFileSync(request.warmUpPdfPath)), fieldValues(0)).catch(() => null);
  globalThis.gc?.();
  await nextTurn();
  const before = resetPeak();
  await seal(await readInput(request), fieldValues(1));
  const after = readPeak();
  return { peakBytes: before === null || after === null ? null : after - before };
}

/** Each library gets its file as it wants it: ours with room behind, so that it can seal in place. Read anew for each run. */
async function readInput({ contestant, pdfPath }: MeasureRequest): Promise<Uint8Array> {
  return contestant === 'ours' ? readPdfFile(pdfPath) : new Uint8Array(readFileSync(pdfPath));
}

/** Linux: writing 5 sets the peak of resident memory back to what is resident now (proc(5), clear_refs). */
function resetPeak(): number | null {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return readPeak();
  } catch {
    return null;
  }
}

function readPeak(): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

async function steps(request: MeasureRequest): Promise<StepsAnswer> {
  const byteLength = statSync(request.pdfPath).size;
  const contestant = await contestants.ours(request.keys, request.pageCount);
  try {
    const stepsMs = await measureSteps(request.keys, request.pdfPath, request.pageCount);
    const runs = Math.max(3, Math.min(100, Math.round(30e6 / byteLength)));
    const hottest = await profile(async () => {
      for (let run = 0; run < runs; run += 1)
        await contestant.seal(await readPdfFile(request.pdfPath), fieldValues(run));
    });
    return { stepsMs, hottest };
  } finally {
    await contestant.close();
  }
}

/** The request comes from our own parent: only its outline is checked. */
export const measureRequestShape = z.custom<MeasureRequest>(
  (value) => typeof value === 'object' && value !== null && 'contestant' in value && 'keys' in value,
);
