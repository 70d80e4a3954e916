import { createHash } from 'node:crypto';

const MOST_FILES = 1_000;

/** What files have cost that a busy machine did not read to the end, over all their tries. */
export class CutShort {
  private readonly cpuMs = new Map<string, number>();

  /** @returns milliseconds of processor time together, with those of this try. */
  add(upload: Uint8Array, cpuMs: number): number {
    const sha256Hex = createHash('sha256').update(upload).digest('hex');
    const together = (this.cpuMs.get(sha256Hex) ?? 0) + cpuMs;
    this.cpuMs.delete(sha256Hex);
    this.cpuMs.set(sha256Hex, together);
    const [oldest] = this.cpuMs.keys();
    if (this.cpuMs.size > MOST_FILES && oldest !== undefined) this.cpuMs.delete(oldest);
    return together;
  }
}
