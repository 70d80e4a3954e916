import type { NewCause } from '../../domain/seal.js';
import type { AuthorityStatus } from '../../ports/timestamp-authorities.js';

/** A timestamp is owed and cannot be had right now. */
export class TimestampMissing extends Error {
  override readonly name = 'TimestampMissing';
  constructor(readonly reason: NewCause) {
    super(reason.detail);
  }
}

/** Codes of signing-core that name the world outside: it may be back in a minute. */
export const outsideFaults: ReadonlySet<string> = new Set([
  'timestamp-unavailable',
  'timestamp-invalid',
  'validation-data-incomplete',
  'outbound-url-refused',
  'outbound-request-failed',
]);

/** Prefixes of causes that end for all seals at once when an authority answers again. */
export const causesOfTheAuthorities = ['timestamp-', 'outbound-', 'validation-data-'];

export const noAuthority: NewCause = {
  code: 'timestamp-authority-missing',
  detail:
    'Waiting for a timestamp: no authority is configured any more. Set TIMESTAMP_AUTHORITIES, or change the policy.',
  retry: 'later',
};

/** "Waiting for a timestamp: authority X unreachable since 10:02 UTC, retrying." */
export function waitingFor(all: readonly AuthorityStatus[], now: Date): NewCause {
  const [first] = all;
  if (first === undefined) return noAuthority;
  const each = all.map(({ name, code, since }) => {
    const how = code === 'timestamp-invalid' ? 'gives unusable answers' : 'unreachable';
    return `authority ${name} ${how} since ${clockTime(since, now)}`;
  });
  const code = all.every((one) => one.code === 'timestamp-invalid')
    ? 'timestamp-invalid'
    : 'timestamp-unavailable';
  return { code, detail: `Waiting for a timestamp: ${each.join(', ')}, retrying.`, retry: 'later' };
}

/** The hour, and the day when it is another one. */
function clockTime(at: Date, now: Date): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  const hour = `${time.slice(0, 5)} UTC`;
  return now.toISOString().startsWith(day) ? hour : `${day} ${hour}`;
}
