import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { SigningError, type SigningErrorCode } from '@sealwright/signing-core';
import { AppError, type AppErrorCode } from '../../domain/app-error.js';
import type { SandboxAnswers, SandboxReply, SandboxTask } from './sandbox-protocol.js';

export interface ChildLimits {
  /** Processor seconds of the whole child; the kernel ends it then. */
  readonly cpuSeconds: number;
  readonly residentBytes: number;
  readonly heapMegabytes: number;
}

const WATCH_EVERY_MS = 200;
const PAGE_BYTES = 4_096;
const START_TIMEOUT_MS = 20_000;

type Settle = { resolve(answer: SandboxAnswers[SandboxTask['kind']]): void; reject(error: Error): void };

/** One child process. Runs one task at a time; after a fault of its own it is dead and must be replaced. */
export class SandboxChild {
  /** The document it was last given whole. */
  openSha256Hex: string | null = null;
  taskCount = 0;
  private readonly process: ChildProcess;
  private readonly ready: Promise<void>;
  private current: Settle | null = null;
  private endReason: AppErrorCode = 'pdf-too-complex';

  constructor(
    entry: string,
    private readonly limits: ChildLimits,
  ) {
    this.process = launch(entry, limits);
    this.ready = this.waitUntilReady();
    // Awaited by the first task; a child that never gets one must not end the parent.
    this.ready.catch(() => {});
    this.process.on('message', (message) => this.onReply(message as SandboxReply));
    this.process.on('exit', () => this.current?.reject(this.faultAtExit()));
    this.process.on('error', () => this.current?.reject(this.faultAtExit()));
  }

  get isAlive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null && this.process.connected;
  }

  /** @throws AppError `pdf-timed-out` after `wallMs`, `pdf-too-complex` beyond the memory; SigningError from the task. */
  async run<Task extends SandboxTask>(task: Task, wallMs: number): Promise<SandboxAnswers[Task['kind']]> {
    await this.ready;
    this.taskCount += 1;
    const timer = setTimeout(() => this.kill('pdf-timed-out'), wallMs);
    const watch = setInterval(() => void this.watchMemory(), WATCH_EVERY_MS);
    try {
      return (await new Promise<SandboxAnswers[SandboxTask['kind']]>((resolve, reject) => {
        this.current = { resolve, reject };
        if (!this.isAlive) reject(this.faultAtExit());
        else this.process.send(task, (error) => error && reject(this.faultAtExit()));
      })) as SandboxAnswers[Task['kind']];
    } finally {
      clearTimeout(timer);
      clearInterval(watch);
      this.current = null;
    }
  }

  kill(reason: AppErrorCode = 'pdf-too-complex'): void {
    this.endReason = reason;
    this.process.kill('SIGKILL');
  }

  private onReply(reply: SandboxReply): void {
    if (reply.state === 'done') this.current?.resolve(reply.answer);
    else if (reply.state === 'fault') this.current?.reject(toError(reply.fault));
  }

  private waitUntilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(), START_TIMEOUT_MS).unref();
      this.process.once('message', () => {
        clearTimeout(timer);
        resolve();
      });
      const fail = () => reject(new AppError('service-unavailable', 'The PDF reader could not be started.'));
      this.process.once('exit', fail);
      this.process.once('error', fail);
    });
  }

  /** V8's own limit does not count what PDFium and buffers take; the kernel's count does. */
  private async watchMemory(): Promise<void> {
    const statm = await readFile(`/proc/${this.process.pid}/statm`, 'utf8').catch(() => null);
    const residentBytes = Number(statm?.split(' ')[1] ?? 0) * PAGE_BYTES;
    if (residentBytes > this.limits.residentBytes) this.kill('pdf-too-complex');
  }

  private faultAtExit(): AppError {
    // The kernel says SIGXCPU, then SIGKILL, when the processor time is used up.
    const isOutOfTime = this.endReason === 'pdf-timed-out' || this.process.signalCode === 'SIGXCPU';
    return isOutOfTime
      ? new AppError(
          'pdf-timed-out',
          'This PDF takes too long to read. Print it to a new PDF and use that copy.',
        )
      : new AppError(
          'pdf-too-complex',
          'This PDF is too complex to read. Print it to a new PDF and use that copy.',
        );
  }
}

/**
 * Through a shell for the limits only it can set; it then becomes the child. Nothing of our environment goes along, and
 * Node's permission model closes writing, starting programs and workers.
 */
function launch(entry: string, limits: ChildLimits): ChildProcess {
  const node = [
    process.execPath,
    `--max-old-space-size=${limits.heapMegabytes}`,
    '--disable-warning=SecurityWarning',
  ];
  const permissions = ['--permission', '--allow-fs-read=*', '--allow-addons'];
  // The soft limit ends it with SIGXCPU, which says why; the hard one is for a child that ignores that.
  const cpu = `ulimit -S -t ${limits.cpuSeconds}; ulimit -H -t ${limits.cpuSeconds + 2}`;
  const script = `${cpu}; ulimit -c 0; exec "$@"`;
  return spawn('/bin/sh', ['-c', script, 'sh', ...node, ...permissions, entry], {
    env: {},
    cwd: '/',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

function toError(fault: { code: string | null; detail: string }): Error {
  if (fault.code === 'pdf-page-missing') return new AppError('pdf-page-missing', fault.detail);
  // Only signing-core throws errors with a code in the child; Node's own are in capitals.
  if (fault.code !== null && /^[a-z-]+$/.test(fault.code)) {
    return new SigningError(fault.code as SigningErrorCode, fault.detail);
  }
  return new AppError('pdf-too-complex', 'This PDF cannot be read. Print it to a new PDF and use that copy.');
}
