/** Sorts by size, up to 10^15 entries. A log that was begun after a restore has files of its own, `log-2-checkpoint-…`. */
export function checkpointFileName({ generation, head }: NamedCheckpoint): string {
  const name = `checkpoint-${String(head.size).padStart(16, '0')}.txt`;
  return generation === 1 ? name : `log-${generation}-${name}`;
}

interface NamedCheckpoint {
  readonly generation: number;
  readonly head: { readonly size: number };
}
