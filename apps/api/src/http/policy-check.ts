import type { Route } from './route-table.js';

/** Refuses to start with a route nobody decided about: forgotten checks are how documents leak (DocuSeal e52830c9). */
export function assertEveryRouteDeclared(routes: readonly Route[]): void {
  const undecided = routes.filter((route) => route.policy === undefined || route.operation === undefined);
  const unsafeGets = routes.filter((route) => route.method === 'GET' && route.body !== undefined);
  const named = (list: readonly Route[]) =>
    list.map((route) => `${route.method} ${route.path} (${route.controller}.${route.handler})`).join(', ');
  if (undecided.length > 0) throw new Error(`Routes without @Policy or @Operation: ${named(undecided)}`);
  if (unsafeGets.length > 0) throw new Error(`GET routes that take a body: ${named(unsafeGets)}`);
  if (routes.length === 0) throw new Error('No routes were found; the check would prove nothing.');
}
