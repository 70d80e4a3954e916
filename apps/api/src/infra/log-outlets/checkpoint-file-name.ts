/** Sorts by size, up to 10^15 entries. */
export function checkpointFileName(size: number): string {
  return `checkpoint-${String(size).padStart(16, '0')}.txt`;
}
