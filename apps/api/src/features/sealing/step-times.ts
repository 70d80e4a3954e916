/** Measures the steps of one piece of work with a clock that never jumps. */
export class StepTimes {
  private readonly times: Record<string, number> = {};

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Runs one step and notes how long it took; a step that fails is not noted. */
  async time<T>(step: string, work: () => Promise<T>): Promise<T> {
    const startedMs = this.nowMs();
    const result = await work();
    this.times[step] = Math.round((this.nowMs() - startedMs) * 10) / 10;
    return result;
  }

  /** Milliseconds by step, to a tenth. */
  elapsedMs(): Readonly<Record<string, number>> {
    return { ...this.times };
  }
}
