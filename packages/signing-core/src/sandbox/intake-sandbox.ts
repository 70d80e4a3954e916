import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { RehearsalFailure } from '../intake/rehearsal/rehearse.js';
import type { IntakeLimits } from '../intake/report.js';
import type { TakenPdf } from '../intake/take-in.js';
import type { FieldMark } from '../pdf/marks.js';
import { ChildFault } from './child-fault.js';
import { CutShort } from './cut-short.js';
import type { IntakeAnswers, IntakeTask } from './intake-tasks.js';
import { LimitedChild } from './limited-child.js';
import { Seats } from './seats.js';

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
  /** How long a file may take on a machine that is busy with other work. Default `wallMs`. */
  readonly mostWallMs?: number;
  /** How long a file waits for its turn. Default without end. */
  readonly mostWaitMs?: number;
}

const WALL_MS = 9_000;
/** The same share of it on every machine: what a file may cost, wherever and beside whatever it is read. */
const CPU_SHARE = 8 / 9;
/** Of one file that was cut short again and again, together: then it is the file, not the machine. */
const MOST_CPU_TIMES = 2;
/** A sender waits for it too, but it happens once for each document and its fields. */
const REHEARSAL_WALL_MS = 20_000;
/** However long a child took to start on a busy machine. */
const LEAST_WALL_MS = 3_000;
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
  private readonly seats: Seats;
  private readonly cutShort = new CutShort();

  constructor(private readonly options: IntakeSandboxOptions = {}) {
    this.entry = options.entry ?? fileURLToPath(new URL('./intake-child.js', import.meta.url));
    this.seats = new Seats(options.parallel ?? 2, undefined, options.mostWaitMs);
    this.keepSpare();
  }

  /**
   * A bad file is a report; a file that meets a limit is refused with `pdf-timed-out` or `pdf-too-complex`. Throws
   * {@link ChildFault} when the file is not to blame: `not-started`, no child can be had at all; `busy`, other work
   * left too little time or no seat, and another try may help.
   */
  async takeIn(upload: Uint8Array, limits: IntakeLimits = {}): Promise<TakenPdf> {
    const { wallMs: mostMs = WALL_MS, mostWallMs = mostMs } = this.options;
    let cpuMs = 0;
    try {
      const { report, changed } = await this.runInSeat(mostMs, async (child, wallMs) => {
        const time = { wallMs, cpuMs: mostMs * CPU_SHARE, mostWallMs: mostWallMs - mostMs + wallMs };
        return await child
          .run({ kind: 'take-in', bytes: upload, limits, wallMs }, time)
          .finally(() => (cpuMs = child.taskCpuMs));
      });
      return { report, frozen: report.verdict === 'reject' ? null : (changed ?? upload) };
    } catch (error) {
      if (!(error instanceof ChildFault) || error.reason === 'not-started') throw error;
      if (error.reason !== 'busy') return refusal(upload, error);
      if (this.cutShort.add(upload, cpuMs) < mostMs * CPU_SHARE * MOST_CPU_TIMES) throw error;
      return refusal(upload, new ChildFault('timed-out'));
    }
  }

  /**
   * Fills in, seals and verifies a copy of an accepted file, and compares its pages. Null when all went well. Throws
   * {@link ChildFault}, when a limit was met or no child can be had at all.
   *
   * @param marks the fields with sample content
   */
  async rehearse(frozen: Uint8Array, marks: readonly FieldMark[]): Promise<RehearsalFailure | null> {
    return await this.runInSeat(
      REHEARSAL_WALL_MS,
      async (child, wallMs) =>
        await child.run({ kind: 'rehearse', bytes: frozen, marks, wallMs }, { wallMs }),
    );
  }

  /** Kills the children. */
  close(): void {
    for (const child of this.all) child.kill();
    this.all.clear();
    this.idle.length = 0;
  }

  /** The start of a child counts too: who waits for the answer does not care what for. The wait for a seat does not. */
  private async runInSeat<T>(
    mostMs: number,
    work: (child: IntakeChild, wallMs: number) => Promise<T>,
  ): Promise<T> {
    return await this.seats.hold(async () => {
      const startMs = Date.now();
      const child = this.takeIdle() ?? this.start();
      try {
        await child.whenReady(Math.max(mostMs, this.options.mostWallMs ?? 0) - LEAST_WALL_MS);
        return await work(child, Math.max(LEAST_WALL_MS, mostMs - (Date.now() - startMs)));
      } finally {
        this.giveBack(child);
      }
    });
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
