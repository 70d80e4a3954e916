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
