import { fileURLToPath } from 'node:url';
import { ChildFault } from '../../sandbox/child-fault.js';
import { LimitedChild } from '../../sandbox/limited-child.js';
import { damageFile } from './damage-file.js';
import type { FuzzAnswers, FuzzTask } from './fuzz-tasks.js';
import { Random } from './random.js';
import { seedFiles } from './seed-files.js';

export interface FuzzFinding {
  /** `npm run fuzz -- --seed` with it makes the same file again, from the same seed files. */
  readonly seed: number;
  readonly what: string;
  readonly bytes: Uint8Array;
}

/** One file costs far less; a machine may be busy. */
const WALL_MS = 10_000;
const LIMITS = { cpuSeconds: 3_600, residentBytes: 1_000_000_000, heapMegabytes: 640 };
/** The compiled child, also when this file is run from its source. */
const ENTRY = fileURLToPath(new URL('./fuzz-child.js', import.meta.url)).replace(
  /[/]src[/](?=testing[/]fuzz[/])/,
  '/dist/',
);

/**
 * Damaged files, one per seed, in a child: a hang, a crash and unbounded memory are findings, not the end.
 *
 * @param onFinding asked for each; the run goes on.
 * @returns how many files were tried.
 */
export async function runFuzz(
  seeds: Iterable<number>,
  onFinding: (finding: FuzzFinding) => void,
): Promise<number> {
  const files = seedFiles();
  let child: LimitedChild<FuzzTask, FuzzAnswers> = new LimitedChild(ENTRY, LIMITS);
  let tried = 0;
  try {
    for (const seed of seeds) {
      const random = new Random(seed);
      const bytes = damageFile(random.pick(files), random.pick(files), random);
      const what = await child.run({ kind: 'judge', bytes }, { wallMs: WALL_MS }).catch(asFinding);
      if (what !== null) onFinding({ seed, what, bytes });
      if (!child.isAlive) child = new LimitedChild(ENTRY, LIMITS);
      tried += 1;
    }
    return tried;
  } finally {
    child.kill();
  }
}

function asFinding(error: unknown): string | null {
  if (!(error instanceof ChildFault) || error.reason === 'not-started') throw error;
  if (error.reason === 'busy') return null;
  return `child: ${error.reason}`;
}
