import type { LogFault } from './log-report.js';

/** Beyond this the log is beyond repair, and a list helps nobody. */
const MAX_FAULTS = 10_000;

/** At most one fault for each stream, the first; and those of the log itself. */
export class FaultList {
  private readonly byStream = new Map<string, LogFault>();
  private readonly general: LogFault[] = [];

  constructor(faults: readonly LogFault[] = []) {
    this.add(...faults);
  }

  add(...faults: readonly LogFault[]): void {
    for (const fault of faults) {
      if (this.general.length + this.byStream.size >= MAX_FAULTS) return;
      if (fault.stream === null) this.general.push({ ...fault });
      else if (!this.byStream.has(fault.stream)) this.byStream.set(fault.stream, { ...fault });
    }
  }

  of(stream: string): LogFault | undefined {
    return this.byStream.get(stream);
  }

  /** Takes out and gives back the faults of streams that fit. */
  take(fits: (fault: LogFault) => boolean): LogFault[] {
    const taken = [...this.byStream.values()].filter(fits);
    for (const { stream } of taken) if (stream !== null) this.byStream.delete(stream);
    return taken;
  }

  /** The lowest place in the log first; those without a place last. */
  sorted(): LogFault[] {
    const place = ({ index }: LogFault) => index ?? Number.MAX_SAFE_INTEGER;
    return [...this.byStream.values(), ...this.general].sort((left, right) => place(left) - place(right));
  }
}
