import { hostname, userInfo } from 'node:os';

/** Who asks, as far as this machine knows; `--by` says it better. */
export function nameOperator(given: string | undefined): string {
  return given ?? `${userInfo().username}@${hostname()}`;
}
