/** What a child has used so far, by its own account. */
export interface ChildUsage {
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** One message from a child to its parent. */
export type ChildMessage =
  | { readonly state: 'ready' }
  | { readonly state: 'done'; readonly answer: unknown; readonly usage: ChildUsage }
  | {
      readonly state: 'fault';
      readonly fault: { readonly code: string | null; readonly detail: string };
      readonly usage: ChildUsage;
    };

/** Null for what no child of ours would say: a file that has taken one over must not bring down its parent. */
export function readChildMessage(value: unknown): ChildMessage | null {
  if (!isRecord(value)) return null;
  if (value.state === 'ready') return { state: 'ready' };
  const usage = readUsage(value.usage);
  if (!usage) return null;
  if (value.state === 'done') return { state: 'done', answer: value.answer, usage };
  const fault = value.state === 'fault' ? readFault(value.fault) : null;
  return fault && { state: 'fault', fault, usage };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function readUsage(value: unknown): ChildUsage | null {
  if (!isRecord(value)) return null;
  const { cpuMs, residentBytes } = value;
  return typeof cpuMs === 'number' && typeof residentBytes === 'number' ? { cpuMs, residentBytes } : null;
}

function readFault(value: unknown): { readonly code: string | null; readonly detail: string } | null {
  if (!isRecord(value)) return null;
  const { code, detail } = value;
  return (typeof code === 'string' || code === null) && typeof detail === 'string' ? { code, detail } : null;
}
