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
    const ready = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(8_000) });
    if (!ready.ok) {
      return fail(
        `${url} answers, but is not ready.`,
        'See /readyz for the service it waits for, then its log.',
      );
    }
    return url.startsWith('https:') || environment.NODE_ENV !== 'production'
      ? ok(`${url} answers and is ready.`)
      : warn(`${url} answers without TLS.`, 'Put the platform behind https before people sign on it.');
  },
};

function isHealth(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body;
}
