import type { ChildProcess } from 'node:child_process';
import { ChildFault, type ChildFaultReason } from './child-fault.js';
import { type ChildUsage, readChildMessage } from './child-messages.js';
import { type ChildLimits, launchChild } from './launch-child.js';
import { type ProcessorTime, processorTimeOf, residentBytesOf, writtenBytesOf } from './process-usage.js';
import { endOfTime, type TaskTime } from './task-time.js';

const WATCH_EVERY_MS = 200;
/** Of a machine that can start nothing; who wants an answer sooner says so ({@link LimitedChild.whenReady}). */
const START_TIMEOUT_MS = 60_000;

/** A file of the largest size that is taken, written anew, is far below. */
const MOST_WRITTEN_BYTES = 512 * 1024 * 1024;

interface TaskWatch {
  readonly time: TaskTime;
  readonly before: ProcessorTime;
  readonly writtenBefore: number;
  readonly startMs: number;
}

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
  /** Processor time of the task that runs or was the last, as of the last look. */
  taskCpuMs = 0;
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;
  private current: Settle | null = null;
  private watched: TaskWatch | null = null;
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
    this.process.on('message', (message) => this.onMessage(message));
    this.process.on('exit', () => this.current?.reject(this.faultAtExit()));
    this.process.on('error', () => this.current?.reject(this.faultAtExit()));
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null && this.process.connected;
  }

  /** Throws {@link ChildFault} `not-started`; `busy` when it is still starting after `mostMs`. */
  async whenReady(mostMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new ChildFault('busy')), mostMs);
    });
    await Promise.race([this.ready, late]).finally(() => clearTimeout(timer));
  }

  /**
   * Throws {@link ChildFault}: `timed-out` once the task has used up its processor time, or has not ended after `wallMs` though
   * nothing kept it from running; `busy` when other programs kept it from running until `mostWallMs`: the file is not
   * to blame then. The child is killed for both.
   */
  async run<T extends Task>(task: T, time: TaskTime): Promise<Answers[T['kind']]> {
    await this.ready;
    this.taskCount += 1;
    const { pid } = this.process;
    const [before, writtenBefore] = [await processorTimeOf(pid), await writtenBytesOf(pid)];
    const watched: TaskWatch = { time, before, writtenBefore, startMs: Date.now() };
    this.watched = watched;
    const watch = setInterval(() => void this.watch(watched), WATCH_EVERY_MS);
    try {
      return (await new Promise<unknown>((resolve, reject) => {
        this.current = { resolve, reject };
        if (!this.isAlive) reject(this.faultAtExit());
        else this.process.send(task, (error) => error && reject(this.faultAtExit()));
      })) as Answers[T['kind']];
    } finally {
      clearInterval(watch);
      this.watched = null;
      this.current = null;
    }
  }

  kill(reason: ChildFaultReason = 'over-limits'): void {
    this.endReason = reason;
    this.process.kill('SIGKILL');
  }

  private onMessage(received: unknown): void {
    const message = readChildMessage(received);
    if (!message) {
      this.kill();
      return;
    }
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

  private async watch(task: TaskWatch): Promise<void> {
    const { pid } = this.process;
    const [residentBytes, now] = [await residentBytesOf(pid), await processorTimeOf(pid)];
    const writtenBytes = (await writtenBytesOf(pid)) - task.writtenBefore;
    // Read while the answer came: the next task may be running already.
    if (this.watched !== task) return;
    this.taskCpuMs = now.ranMs - task.before.ranMs;
    // V8's own limit does not count what WebAssembly and buffers take; the kernel's count does.
    const { writtenBytes: mostWritten = MOST_WRITTEN_BYTES } = this.limits;
    if (residentBytes > this.limits.residentBytes || writtenBytes > mostWritten) this.kill('over-limits');
    else {
      const reason = endOfTime(task.time, {
        tookMs: Date.now() - task.startMs,
        ranMs: this.taskCpuMs,
        waitedMs: now.waitedMs - task.before.waitedMs,
      });
      if (reason) this.kill(reason);
    }
  }

  private faultAtExit(): ChildFault {
    // The kernel says SIGXCPU, then SIGKILL, when the processor time is used up.
    return new ChildFault(this.process.signalCode === 'SIGXCPU' ? 'timed-out' : this.endReason);
  }
}
