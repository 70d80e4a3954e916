import { type ContestantName, peerNames } from './contestants/index.js';
import type { BenchInput } from './inputs.js';
import type { ContestantResult, InputResult } from './seal-speed.js';

export interface Comparison {
  readonly fastestPeer: ContestantName | null;
  /** How many times faster ours is, by medians. */
  readonly timesFasterThanPeer: number | null;
  /** How many times as long as hashing and one raw signature, by medians. */
  readonly timesTheLimit: number | null;
}

export interface Aim {
  readonly aim: string;
  readonly measured: number | null;
  readonly met: boolean | null;
}

const twoDigits = (value: number): number => Math.round(value * 100) / 100;
const medianOf = (result: ContestantResult | undefined): number | null => result?.warm.medianMs ?? null;

/** Ours against the fastest peer that made an intact signature, and against the limit. */
export function compare({ results }: Pick<InputResult, 'results'>): Comparison {
  const ours = medianOf(results.ours);
  const limit = medianOf(results.limit);
  const [fastest] = peerNames
    .flatMap((name) => {
      const medianMs = results[name]?.signatureIntact === false ? null : medianOf(results[name]);
      return medianMs === null ? [] : [{ name, medianMs }];
    })
    .toSorted((a, b) => a.medianMs - b.medianMs);
  return {
    fastestPeer: fastest?.name ?? null,
    timesFasterThanPeer: ours === null || !fastest ? null : twoDigits(fastest.medianMs / ours),
    timesTheLimit: ours === null || limit === null ? null : twoDigits(ours / limit),
  };
}

const peerAims: Partial<Record<BenchInput['id'], number>> = {
  'one-page': 2,
  'ten-pages': 2,
  'thousand-pages': 10,
};
const SCAN_TIMES_LIMIT = 3;
const SCAN_MEMORY_PER_FILE = 2;

/** What was promised for a document, beside what was measured. */
export function judgeAims(result: InputResult): Aim[] {
  const { id, title } = result.input;
  const comparison = compare(result);
  const times = peerAims[id];
  const aims: Aim[] = [];
  if (times !== undefined) {
    aims.push(
      atLeast(`${title}: at least ${times}× the fastest peer`, comparison.timesFasterThanPeer, times),
    );
  }
  if (id === 'scan') {
    const memory = result.results.ours?.memoryPerFile ?? null;
    aims.push(
      atMost(
        `${title}: within ${SCAN_TIMES_LIMIT}× of the limit`,
        comparison.timesTheLimit,
        SCAN_TIMES_LIMIT,
      ),
      atMost(`${title}: memory below ${SCAN_MEMORY_PER_FILE}× the file`, memory, SCAN_MEMORY_PER_FILE),
    );
  }
  return aims;
}

function atLeast(aim: string, measured: number | null, bound: number): Aim {
  return { aim, measured, met: measured === null ? null : measured >= bound };
}

function atMost(aim: string, measured: number | null, bound: number): Aim {
  return { aim, measured, met: measured === null ? null : measured <= bound };
}
