import type { PlatformChecks } from '../ports/platform-checks.js';

export interface CheckResult {
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
}

export interface ReadinessReport {
  readonly status: 'ok' | 'unavailable';
  readonly checks: Readonly<Record<string, CheckResult>>;
}

const CHECK_LIMIT_MS = 3_000;

/** Asks everything the platform needs, side by side; what does not answer in time has failed. */
export class Readiness {
  constructor(private readonly checks: PlatformChecks) {}

  async check(): Promise<ReadinessReport> {
    const results = await Promise.all(
      Object.entries(this.checks.all()).map(async ([name, check]) => [name, await settle(check)] as const),
    );
    const failed = results.some(([, result]) => result.state === 'fail');
    return { status: failed ? 'unavailable' : 'ok', checks: Object.fromEntries(results) };
  }
}

async function settle(check: () => Promise<CheckResult>): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    const detail = `No answer within ${CHECK_LIMIT_MS / 1000} seconds.`;
    timer = setTimeout(() => resolve({ state: 'fail', detail }), CHECK_LIMIT_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { state: 'fail', detail: 'Cannot be reached.' };
  } finally {
    clearTimeout(timer);
  }
}
