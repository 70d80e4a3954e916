import type { ChildProcess } from 'node:child_process';
import { ChildFault, type ChildFaultReason } from './child-fault.js';
import type { ChildMessage, ChildUsage } from './child-messages.js';
import { type ChildLimits, launchChild } from './launch-child.js';
import { processorTimeOf, residentBytesOf } from './process-usage.js';

const WATCH_EVERY_MS = 200;
/** What a busy machine kept from a child is given back to it, up to here. */
const MOST_WALL_MS = 30_000;
/** Ordinary files need less processor time; who had more has no excuse. */
const STARVED_BELOW_MS = 3_000;
/** Less is the ordinary way of a machine, not worth another look. */
const LEAST_GRACE_MS = 500;
const START_TIMEOUT_MS = 20_000;

type Settle = { resolve(answer: unknown): void; reject(error: Error): void };

/**
 * One child process with limits on memory, processor time and, per task, time. Runs one task at a time; after a limit
 * or a crash it is dead and must be replaced. `Answers` says what each kind of task is answered with: the child is our
 * own program ({@link serveTasks}), and its word for it is taken.
 */
export class LimitedChild<
  Task extends { readonly kind: string },
  Answers extends Record<Task['kind'], unknown>,
> {
  taskCount = 0;
  /** As of the last answer. */
  usage: ChildUsage = { cpuMs: 0, residentBytes: 0 };
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;
  private current: Settle | null = null;
  private endReason: ChildFaultReason = 'over-limits';

  /** @param entry compiled program that calls {@link serveTasks}. */
  constructor(
    entry: string,
    private readonly limits: ChildLimits,
  ) {
    this.process = launchChild(entry, limits);
    this.ready = this.waitUntilReady();
    // Awaited by the first task; a child that never gets one must not end the parent.
    this.ready.catch(() => {});
    this.process.on('message', (message) => this.onMessage(message as ChildMessage));
    this.process.on('exit', () => this.current?.reject(this.faultAtExit()));
    this.process.on('error', () => this.current?.reject(this.faultAtExit()));
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null && this.process.connected;
  }

  /** Throws {@link ChildFault} `not-started`. */
  async whenReady(): Promise<void> {
    await this.ready;
  }

  /**
   * Throws {@link ChildFault}; `timed-out` after `wallMs`, for which the child is killed. On a machine so busy that the child
   * had not run for 3 s by then, that time is added, up to 30 s in all: the file is not to blame.
   */
  async run<T extends Task>(task: T, wallMs: number): Promise<Answers[T['kind']]> {
    await this.ready;
    this.taskCount += 1;
    const clock = await this.startClock(wallMs);
    const watch = setInterval(() => void this.watchMemory(), WATCH_EVERY_MS);
    try {
      return (await new Promise<unknown>((resolve, reject) => {
        this.current = { resolve, reject };
        if (!this.isAlive) reject(this.faultAtExit());
        else this.process.send(task, (error) => error && reject(this.faultAtExit()));
      })) as Answers[T['kind']];
    } finally {
      clock.stop();
      clearInterval(watch);
      this.current = null;
    }
  }

  kill(reason: ChildFaultReason = 'over-limits'): void {
    this.endReason = reason;
    this.process.kill('SIGKILL');
  }

  private onMessage(message: ChildMessage): void {
    if (message.state === 'ready') return;
    this.usage = message.usage;
    if (message.state === 'done') this.current?.resolve(message.answer);
    else {
      const { code, detail } = message.fault;
      this.current?.reject(new ChildFault('task-failed', code === null ? undefined : detail, code));
    }
  }

  private waitUntilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(), START_TIMEOUT_MS).unref();
      this.process.once('message', () => {
        clearTimeout(timer);
        resolve();
      });
      const fail = () => reject(new ChildFault('not-started'));
      this.process.once('exit', fail);
      this.process.once('error', fail);
    });
  }

  private async startClock(wallMs: number): Promise<{ stop(): void }> {
    const before = await processorTimeOf(this.process.pid);
    const startMs = Date.now();
    let timer: NodeJS.Timeout;
    let isStopped = false;
    const onTime = async () => {
      const now = await processorTimeOf(this.process.pid);
      const isStarved = now.ranMs - before.ranMs < STARVED_BELOW_MS;
      const waitedMs = isStarved ? now.waitedMs - before.waitedMs : 0;
      const graceMs = Math.min(wallMs + waitedMs, MOST_WALL_MS) - (Date.now() - startMs);
      // Asked while the answer came: the next task may be running already.
      if (isStopped) return;
      if (graceMs > LEAST_GRACE_MS) timer = setTimeout(() => void onTime(), graceMs);
      else this.kill('timed-out');
    };
    timer = setTimeout(() => void onTime(), wallMs);
    const stop = () => {
      isStopped = true;
      clearTimeout(timer);
    };
    return { stop };
  }

  /** V8's own limit does not count what WebAssembly and buffers take; the kernel's count does. */
  private async watchMemory(): Promise<void> {
    const residentBytes = await residentBytesOf(this.process.pid);
    if (residentBytes > this.limits.residentBytes) this.kill('over-limits');
  }

  private faultAtExit(): ChildFault {
    // The kernel says SIGXCPU, then SIGKILL, when the processor time is used up.
    const isOutOfTime = this.endReason === 'timed-out' || this.process.signalCode === 'SIGXCPU';
    return new ChildFault(isOutOfTime ? 'timed-out' : 'over-limits');
  }
}
