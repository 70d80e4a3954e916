import { SEALER_SILENCE_LIMIT_MS } from '../../domain/platform-readiness.js';
import type { Clock } from '../../ports/clock.js';
import type { SealKey, SealKeys } from '../../ports/seal-key-repository.js';
import type { ServiceHealth, ServiceStatus } from '../../ports/service-health.js';

export interface ShownKey {
  readonly key: SealKey;
  readonly health: ServiceStatus;
}

const silent = 'service-silent';

/** What the sealer and the others say of themselves; who says nothing for a minute is taken for gone. */
export class PlatformStatus {
  constructor(
    private readonly sealKeys: SealKeys,
    private readonly health: ServiceHealth,
    private readonly clock: Clock,
  ) {}

  async services(): Promise<readonly ServiceStatus[]> {
    const reported = await this.health.list();
    const expected = ['sealer', 'worker'].filter((name) => !reported.some((one) => one.name === name));
    return [...reported, ...expected.map((name) => this.neverHeard(name))].map((one) => this.judge(one));
  }

  async keys(): Promise<readonly ShownKey[]> {
    const services = await this.services();
    const sealer = services.find(({ name }) => name === 'sealer') ?? this.neverHeard('sealer');
    return (await this.sealKeys.list()).map((key) => ({ key, health: sealer }));
  }

  /** The roots people verify with, active key first, each once. */
  async trustPem(): Promise<string> {
    const roots = (await this.sealKeys.list()).map(({ trustPem }) => `${trustPem.trim()}\n`);
    return [...new Set(roots)].join('');
  }

  private judge(status: ServiceStatus): ServiceStatus {
    const silenceMs = this.clock.now().getTime() - status.checkedAt.getTime();
    if (silenceMs <= SEALER_SILENCE_LIMIT_MS) return status;
    const detail = `Last heard at ${status.checkedAt.toISOString()}. Is the process running?`;
    return { ...status, state: 'failed', code: silent, detail, since: status.checkedAt, nextAttemptAt: null };
  }

  private neverHeard(name: string): ServiceStatus {
    const now = this.clock.now();
    const detail = 'Has never reported. Is the process running?';
    return { name, state: 'failed', code: silent, detail, since: now, checkedAt: now, nextAttemptAt: null };
  }
}
