import { type CrashPoint, CrashPoints } from '../../ports/crash-points.js';

/** `crashAt` comes from SEALWRIGHT_CRASH_AT, which the configuration refuses in production. */
export class KillAt extends CrashPoints {
  constructor(private readonly crashAt: string | null) {
    super();
  }

  override reach(point: CrashPoint): void {
    if (point === this.crashAt) process.kill(process.pid, 'SIGKILL');
  }
}
