import { createHash } from 'node:crypto';
import type { OutletKind } from '../../ports/log-outlets.js';

/** Stable, and tells nobody where it leads: stands in events, which hold no addresses. */
export function outletName(kind: OutletKind, address: string): string {
  return `${kind}-${createHash('sha256').update(address).digest('hex').slice(0, 8)}`;
}
