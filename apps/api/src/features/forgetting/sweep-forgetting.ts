import type { Clock } from '../../ports/clock.js';

/** Days matter here, not seconds. */
const EVERY_MS = 60_000;

/** Looks once a minute for what retention rules, restored backups and the erasure list ask for. */
export class SweepForgetting {
  private lastMs = 0;

  constructor(
    private readonly parts: readonly { run(): Promise<void> }[],
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const nowMs = this.clock.now().getTime();
    if (nowMs - this.lastMs < EVERY_MS) return;
    this.lastMs = nowMs;
    for (const part of this.parts) await part.run();
  }
}
