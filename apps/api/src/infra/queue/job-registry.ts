import type { JobHandler } from '../../ports/job-handler.js';
import { type JobKind, jobKinds, type QueueName } from '../../ports/jobs.js';

/** A handler whose kind is no longer known to the compiler; the payload is checked before it is called. */
export type AnyJobHandler = { [Kind in JobKind]: JobHandler<Kind> }[JobKind];

/** The handlers of one process. Building it is the boot check: each kind of the queue has exactly one. */
export class JobRegistry {
  readonly kinds: readonly JobKind[];
  private readonly handlers = new Map<JobKind, AnyJobHandler>();

  /** @throws Error naming every kind without a handler, with two, or of the other queue. */
  constructor(queue: QueueName, handlers: readonly AnyJobHandler[]) {
    const faults: string[] = [];
    for (const handler of handlers) {
      if (jobKinds[handler.kind].queue !== queue)
        faults.push(`${handler.kind} does not belong to the queue ${queue}`);
      if (this.handlers.has(handler.kind)) faults.push(`${handler.kind} has two handlers`);
      this.handlers.set(handler.kind, handler);
    }
    this.kinds = kindsOf(queue);
    for (const kind of this.kinds) if (!this.handlers.has(kind)) faults.push(`${kind} has no handler`);
    if (faults.length > 0) throw new Error(`The job handlers are not complete: ${faults.join('; ')}.`);
  }

  find(kind: JobKind): AnyJobHandler | undefined {
    return this.handlers.get(kind);
  }
}

function kindsOf(queue: QueueName): JobKind[] {
  return (Object.keys(jobKinds) as JobKind[]).filter((kind) => jobKinds[kind].queue === queue);
}
