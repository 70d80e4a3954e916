import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { IntakeLimits } from '../intake/report.js';
import type { TakenPdf } from '../intake/take-in.js';
import { ChildFault } from './child-fault.js';
import type { IntakeAnswers, IntakeTask } from './intake-tasks.js';
import { LimitedChild } from './limited-child.js';

type IntakeChild = LimitedChild<IntakeTask, IntakeAnswers>;

export interface IntakeSandboxOptions {
  /** Files looked at at the same time, in a child each. Default 2. */
  readonly parallel?: number;
  /** The compiled `intake-child.js`; by default the one beside this file. */
  readonly entry?: string;
  /** Keep a child ready for the next file from the start on. Default false. */
  readonly keepSpare?: boolean;
  /** Default 9 s, so that an answer takes ten at most. */
  readonly wallMs?: number;
}

const WALL_MS = 9_000;
/** The kernel's limit is for the whole life of a child: one that has used this much reads no further file. */
const MOST_CPU_MS_BEFORE = 4_000;
const LIMITS = {
  cpuSeconds: 20 + MOST_CPU_MS_BEFORE / 1000,
  residentBytes: 1_000_000_000,
  heapMegabytes: 640,
};
/** What a file left behind must not count against the next one. */
const MOST_RESIDENT_BYTES_BEFORE = 300_000_000;

/**
 * {@link takeIn} for bytes nobody vouches for: in a child process without environment, with limits. A child that gave
 * an answer reads further files; one that met a limit is killed, and its file refused.
 */
export class IntakeSandbox {
  private readonly entry: string;
  private readonly idle: IntakeChild[] = [];
  private readonly all = new Set<IntakeChild>();
  private readonly waiting: (() => void)[] = [];
  private freeSeats: number;

  constructor(private readonly options: IntakeSandboxOptions = {}) {
    this.entry = options.entry ?? fileURLToPath(new URL('./intake-child.js', import.meta.url));
    this.freeSeats = options.parallel ?? 2;
    this.keepSpare();
  }

  /**
   * A bad file is a report; a file that meets a limit is refused with `pdf-timed-out` or `pdf-too-complex`. Throws
   * {@link ChildFault} `not-started`, when no child can be had at all.
   */
  async takeIn(upload: Uint8Array, limits: IntakeLimits = {}): Promise<TakenPdf> {
    if (this.freeSeats > 0) this.freeSeats -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    const child = this.takeIdle() ?? this.start();
    try {
      const task = { kind: 'take-in', bytes: upload, limits } as const;
      const { report, changed } = await child.run(task, this.options.wallMs ?? WALL_MS);
      return { report, frozen: report.verdict === 'reject' ? null : (changed ?? upload) };
    } catch (error) {
      if (!(error instanceof ChildFault) || error.reason === 'not-started') throw error;
      return refusal(upload, error);
    } finally {
      this.giveBack(child);
      const next = this.waiting.shift();
      if (next) next();
      else this.freeSeats += 1;
    }
  }

  /** Kills the children. */
  close(): void {
    for (const child of this.all) child.kill();
    this.all.clear();
    this.idle.length = 0;
  }

  private takeIdle(): IntakeChild | undefined {
    for (let child = this.idle.pop(); child; child = this.idle.pop()) {
      if (child.isAlive) return child;
      this.all.delete(child);
    }
    return undefined;
  }

  private start(): IntakeChild {
    const child: IntakeChild = new LimitedChild(this.entry, LIMITS);
    this.all.add(child);
    return child;
  }

  private giveBack(child: IntakeChild): void {
    const { cpuMs, residentBytes } = child.usage;
    const isFit = child.isAlive && cpuMs < MOST_CPU_MS_BEFORE && residentBytes < MOST_RESIDENT_BYTES_BEFORE;
    if (isFit && this.all.has(child)) {
      this.idle.push(child);
      return;
    }
    child.kill();
    if (this.all.delete(child)) this.keepSpare();
  }

  /** Starting a child takes longer than most files: the next one should not wait for it. */
  private keepSpare(): void {
    if (this.options.keepSpare === true && this.idle.length === 0) this.idle.push(this.start());
  }
}

function refusal(upload: Uint8Array, fault: ChildFault): TakenPdf {
  const code = fault.reason === 'timed-out' ? 'pdf-timed-out' : 'pdf-too-complex';
  return {
    report: {
      verdict: 'reject',
      code,
      reasons: [{ code, sentence: fault.message }],
      sha256Hex: createHash('sha256').update(upload).digest('hex'),
      frozenSha256Hex: null,
      byteSize: upload.length,
      pages: [],
      ...{ fields: [], facts: null, notes: [], sourceFormat: 'pdf' },
    },
    frozen: null,
  };
}
