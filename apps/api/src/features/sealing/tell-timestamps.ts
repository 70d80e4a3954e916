import type { NewCause } from '../../domain/seal.js';
import type { ServiceReport } from '../../ports/service-health.js';
import type { AuthorityStatus } from '../../ports/timestamp-authorities.js';

/** What the platform's status says of timestamps. */
export function tellTimestamps(all: readonly AuthorityStatus[], trouble: NewCause | null): ServiceReport {
  if (all.length === 0) return fine('No timestamp authority is configured; files are sealed at level B-B.');
  if (trouble === null) {
    const answering = all.filter(({ state }) => state === 'ok').length;
    return fine(`${answering} of ${all.length} timestamp authorities answer.`);
  }
  const next = Math.min(
    ...all.map(({ nextAttemptAt }) => nextAttemptAt?.getTime() ?? Number.POSITIVE_INFINITY),
  );
  const nextAttemptAt = Number.isFinite(next) ? new Date(next) : null;
  const { code, detail } = trouble;
  return { name: 'timestamps', state: 'waiting', code, detail, nextAttemptAt };
}

const fine = (detail: string): ServiceReport => ({
  name: 'timestamps',
  state: 'ok',
  code: null,
  detail,
  nextAttemptAt: null,
});
