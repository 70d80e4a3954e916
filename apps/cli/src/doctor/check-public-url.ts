import { z } from 'zod';
import { type Check, fail, ok, reasonOf, requireVariable, Unwell, warn } from './finding.js';

/** Reaches the platform the way a signer does, and makes sure that it is ours that answers. */
export const checkPublicUrl: Check = {
  name: 'public URL',
  async run(environment) {
    const url = requireVariable(environment, 'PUBLIC_URL');
    const remedy =
      'Start the platform, and check that PUBLIC_URL is the address people use (name, port, proxy, certificate).';
    const response = await fetch(new URL('/healthz', url), {
      signal: AbortSignal.timeout(8_000),
      redirect: 'manual',
    }).catch((cause: unknown) => {
      throw new Unwell(`${url} cannot be reached: ${reasonOf(cause)}.`, remedy, { cause });
    });
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok || !isHealth(body)) {
      return fail(`${url} answers ${response.status}, but it is not Sealwright that speaks.`, remedy);
    }
    const waiting = await notReady(new URL('/readyz', url));
    if (waiting)
      return fail(`${url} answers, but ${waiting}.`, 'See the other lines and the logs of the processes.');
    return url.startsWith('https:') || environment.NODE_ENV !== 'production'
      ? ok(`${url} answers and is ready.`)
      : warn(`${url} answers without TLS.`, 'Put the platform behind https before people sign on it.');
  },
};

/** What /readyz waits for, in its own words; null when it is ready. */
async function notReady(url: URL): Promise<string | null> {
  const response = await fetch(url, { signal: AbortSignal.timeout(8_000) });
  if (response.ok) return null;
  const report = readiness.safeParse(await response.json().catch(() => null));
  const failing = Object.entries(report.data?.checks ?? {}).filter(([, check]) => check.state === 'fail');
  return failing.length === 0
    ? `is not ready (${response.status})`
    : failing.map(([name, check]) => `${name} is not ready: ${check.detail}`).join('; ');
}

const readiness = z.object({
  checks: z.record(z.string(), z.object({ state: z.string(), detail: z.string().catch('no detail') })),
});

function isHealth(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body;
}
