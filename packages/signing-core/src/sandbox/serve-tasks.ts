import type { ChildMessage, ChildUsage } from './child-messages.js';

const KEBAB_CODE = /^[a-z]+(-[a-z0-9]+)+$/;

/** The side of the child: answers one task after the other until the parent lets go. Call it once everything is loaded. */
export function serveTasks<Task>(answer: (task: Task) => Promise<unknown>): void {
  process.on('message', (task: Task) => {
    answer(task).then(
      (result) => send({ state: 'done', answer: result, usage: usage() }),
      (error: unknown) => send({ state: 'fault', fault: toFault(error), usage: usage() }),
    );
  });
  process.on('disconnect', () => process.exit());
  send({ state: 'ready' });
}

/** Only our own errors carry a code in lower case and a sentence that is safe to show. */
function toFault(error: unknown): { code: string | null; detail: string } {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error instanceof Error && KEBAB_CODE.test(code)
    ? { code, detail: error.message }
    : { code: null, detail: '' };
}

function usage(): ChildUsage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() };
}

function send(message: ChildMessage): void {
  process.send?.(message);
}
