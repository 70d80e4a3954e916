import type { OutletKind, OutletStatus } from '../../ports/log-outlets.js';
import type { ServiceReport } from '../../ports/service-health.js';

const words: Readonly<Record<OutletKind, { service: string; one: string; none: string }>> = {
  timestamp: {
    service: 'log-timestamps',
    one: 'timestamp for checkpoints',
    none: 'No timestamp authority is configured; checkpoints carry no time of somebody else.',
  },
  witness: {
    service: 'log-witnesses',
    one: 'witness',
    none: 'No witness is configured; nobody outside vouches for the log.',
  },
  sink: {
    service: 'log-sinks',
    one: 'sink',
    none: 'No sink is configured; checkpoints are kept outside only by those who hold a certificate.',
  },
};

/** What the health page says of all places of one kind. */
export function describeOutlets(
  kind: OutletKind,
  all: readonly OutletStatus[],
  requiredWitnesses: number,
): ServiceReport {
  const { service: name, one, none } = words[kind];
  const ok = { name, state: 'ok', code: null, nextAttemptAt: null } as const;
  const [first] = all;
  if (!first) return { ...ok, detail: none };
  const well = all.filter(({ state }) => state === 'ok');
  const enough = kind === 'witness' ? Math.min(requiredWitnesses, all.length) : all.length;
  const count = `${well.length} of ${all.length}`;
  if (well.length >= enough) {
    const newest = Math.max(0, ...all.map(({ lastSize }) => lastSize ?? 0));
    const reached = newest === 0 ? 'no checkpoint yet' : `up to ${newest} entries`;
    return { ...ok, detail: `${one}: ${count} in order, ${reached}.` };
  }
  const worst = all.find(({ state }) => state !== 'ok') ?? first;
  const next = all.filter(({ state }) => state !== 'ok').map(({ nextAttemptAt }) => nextAttemptAt.getTime());
  return {
    name,
    state: 'waiting',
    code: worst.code ?? 'delivery-failed',
    detail: `${one}: ${count} in order. ${worst.shown}: ${worst.detail}`,
    nextAttemptAt: new Date(Math.min(...next)),
  };
}
