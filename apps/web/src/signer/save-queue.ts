import { type Problem, toProblem } from '@/api/problem';
import type { FieldValue } from '@/api/signing';

export type SaveStatus = 'saved' | 'saving' | 'offline' | 'retrying';

export interface SaveQueuePorts {
  readonly save: (fieldId: string, value: FieldValue) => Promise<unknown>;
  readonly onStatus: (status: SaveStatus) => void;
  /** The server will never take this value; it left the queue. */
  readonly onRefused: (fieldId: string, problem: Problem) => void;
  /** Called with everything not yet saved, so a reload does not lose it. */
  readonly keep: (pending: ReadonlyMap<string, FieldValue>) => void;
  readonly wait: (milliseconds: number) => Promise<void>;
}

const firstRetryMs = 1000;
const longestRetryMs = 20_000;

/**
 * Sends field values one at a time, the latest of each field only, and keeps trying while the network or the server is
 * away. A value put while its predecessor travels is sent after it, so the last one typed is the last one stored.
 */
export class SaveQueue {
  private readonly pending = new Map<string, FieldValue>();
  private running: Promise<void> | null = null;
  private wake: (() => void) | null = null;

  constructor(private readonly ports: SaveQueuePorts) {}

  /** What waits for the fields `instead` is dropped: this value says what they said. */
  put(fieldId: string, value: FieldValue, instead: readonly string[] = []): void {
    for (const dropped of instead) this.pending.delete(dropped);
    this.pending.set(fieldId, value);
    this.ports.keep(this.pending);
    void this.flush();
  }

  /** Resolves when nothing is left to send. */
  flush(): Promise<void> {
    this.running ??= this.drain().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Ends a pause between tries: the connection came back. */
  hurry(): void {
    this.wake?.();
  }

  private async drain(): Promise<void> {
    let pauseMs = firstRetryMs;
    for (let next = this.first(); next; next = this.first()) {
      this.ports.onStatus('saving');
      const delivered = await this.trySave(next.fieldId, next.value);
      if (delivered) {
        pauseMs = firstRetryMs;
        continue;
      }
      await this.pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestRetryMs);
    }
    this.ports.onStatus('saved');
  }

  private first(): { fieldId: string; value: FieldValue } | null {
    for (const [fieldId, value] of this.pending) return { fieldId, value };
    return null;
  }

  private async trySave(fieldId: string, value: FieldValue): Promise<boolean> {
    try {
      await this.ports.save(fieldId, value);
    } catch (error) {
      const problem = toProblem(error);
      if (isPassing(problem)) {
        this.ports.onStatus(problem.status === 0 ? 'offline' : 'retrying');
        return false;
      }
      this.ports.onRefused(fieldId, problem);
    }
    if (Object.is(this.pending.get(fieldId), value)) this.pending.delete(fieldId);
    this.ports.keep(this.pending);
    return true;
  }

  private async pause(milliseconds: number): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([this.ports.wait(milliseconds), woken]);
    this.wake = null;
  }
}

/** Faults that end by themselves: no answer, overload, a restart. */
function isPassing(problem: Problem): boolean {
  return problem.status === 0 || problem.status === 429 || problem.status >= 500;
}
