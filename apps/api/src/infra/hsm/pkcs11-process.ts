import { type ChildProcess, fork } from 'node:child_process';
import { SealTokenError } from '../../ports/seal-token.js';
import type { TokenAnswer, TokenRequest } from './token-messages.js';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: SealTokenError) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * One life of the token process. It ends by itself, by `stop`, or because a request took too long: a library that hangs
 * inside a native call can only be killed. After that every request is refused and the owner makes a new one.
 */
export class Pkcs11Process {
  private readonly child: ChildProcess;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private ended = false;

  /** `environment` is all the child sees of ours: what the library itself reads, and nothing else. */
  constructor(entry: URL, environment: Readonly<Record<string, string>>) {
    this.child = fork(entry, [], {
      env: { ...environment },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.child.on('message', (reply: TokenAnswer) => this.settle(reply));
    this.child.once('exit', () => this.end('token-process-died', 'The token process ended unexpectedly.'));
    this.child.once('error', () => this.end('token-process-died', 'The token process could not be started.'));
  }

  get alive(): boolean {
    return !this.ended;
  }

  async ask(request: TokenRequest, timeoutMs: number): Promise<unknown> {
    if (this.ended) throw new SealTokenError('token-process-died', 'The token process ended unexpectedly.');
    const id = ++this.lastId;
    return await new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => this.abandon(), timeoutMs);
      this.pending.set(id, { resolve, reject, timer });
      this.child.send({ ...request, id }, (error) => {
        if (error) this.end('token-process-died', 'The token process cannot be reached.');
      });
    });
  }

  /** Lets the child log out; kills it when it does not. */
  async stop(): Promise<void> {
    if (this.ended) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 3_000);
    await gone;
    clearTimeout(timer);
  }

  private abandon(): void {
    this.child.kill('SIGKILL');
    this.end('token-timed-out', 'The token did not answer in time.');
  }

  private settle(reply: TokenAnswer): void {
    const waiting = this.pending.get(reply.id);
    if (!waiting) return;
    this.pending.delete(reply.id);
    clearTimeout(waiting.timer);
    if (reply.ok) waiting.resolve(reply.value);
    else waiting.reject(new SealTokenError(reply.code, reply.message));
  }

  private end(code: 'token-process-died' | 'token-timed-out', message: string): void {
    this.ended = true;
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(new SealTokenError(code, message));
    }
    this.pending.clear();
  }
}
